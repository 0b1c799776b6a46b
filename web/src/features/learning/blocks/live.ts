import type { ComponentType } from 'react';
import type { LiveBlock } from '../../../api/learning';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import type { LiveProps } from './live-props';

/** The components of live blocks, each fetched when a lesson first shows one. */
export const live: { [Type in LiveBlock['type']]?: ComponentType<LiveProps<Type>> } = {
  bench: later(async () => (await worded(import('../bench/bench'))).Bench),
  mrz: later(async () => (await worded(import('../mrz/trainer'))).ZoneBlock),
  video: later(async () => (await worded(import('../video/video'))).VideoBlock),
  question: later(async () => (await worded(import('../exam/examination'))).QuestionBlock),
};
