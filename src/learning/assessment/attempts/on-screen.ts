import type { Picture, PutQuestion } from '../questions/index.js';

/**
 * A question as it leaves for the screen. The name of a specimen tells what was done to it, so that pictures have the address of their
 * question in its place.
 * @param at the question's own address below /api/v1
 */
export function onScreen(put: PutQuestion, at: string): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...put };
  for (const which of ['figure', 'questioned'] as const) {
    const picture = (put as Partial<Record<typeof which, Picture>>)[which];
    if (picture) shown[which] = { src: `/api/v1/${at}/pictures/${which}.svg`, light: picture.light };
  }
  return shown;
}
