import type { LiveBlock, Quality } from '../../../api/learning';
import { isPlayable, type Material } from '../../../api/materials';
import { lineSpeed } from '../../../i18n/line';

type Video = Extract<LiveBlock, { type: 'video' }>;

/** One way to have a film now: a file that the learner may take. */
export interface Choice { quality: Quality; document: string; number: number; bytes: number; mediaType: string }

/** What there is of a film for this learner: of each document the newest file that fits, in the language of the lesson where there is one. */
export function choicesOf({ files }: Video, materials: readonly Material[], language: string | undefined): Choice[] {
  return files.flatMap(({ quality, document }) => {
    const found = materials.find((one) => one.document.id === document && one.document.state === 'released' && one.document.allows.includes('download'));
    const fitting = (found?.document.files ?? []).filter(({ mediaType }) => isPlayable(mediaType, quality));
    const file = fitting.findLast((one) => one.language === language) ?? fitting.at(-1);
    return file ? [{ quality, document, number: file.number, bytes: file.bytes, mediaType: file.mediaType }] : [];
  });
}

/** On a slow line, or where data is to be saved, the lightest film; else the best one. Only sound is never chosen for anybody. */
export function usual(choices: readonly Choice[], spare = isSpare()): Choice | undefined {
  const films = choices.filter(({ quality }) => quality !== 'audio').toSorted((a, b) => a.bytes - b.bytes);
  return (spare ? films[0] : films.at(-1)) ?? choices[0];
}

const slow = 1_500;
function isSpare(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true || lineSpeed() < slow;
}
