import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import type { Live } from './live-props';

/**
 * The components of live blocks, each fetched when a lesson first shows one. Handed to whatever draws a whole lesson: a question and a video draw
 * blocks too, and if drawing knew its live blocks, these would lead back to themselves.
 */
export const live: Live = {
  bench: later(async () => (await worded(import('../bench/bench'))).Bench),
  mrz: later(async () => (await worded(import('../mrz/trainer'))).ZoneBlock),
  video: later(async () => (await worded(import('../video/video'))).VideoBlock),
  question: later(async () => (await worded(import('../exam/examination'))).QuestionBlock),
};
