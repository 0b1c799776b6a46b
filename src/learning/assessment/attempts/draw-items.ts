import { Draw } from '../../mrz/index.js';
import { isOfPictures, type QuestionBody } from '../questions/index.js';
import type { Section } from './quiz.entity.js';

/** A question of the bank as it may be drawn. */
export interface Drawable {
  versionId: string;
  code: string;
  tags: string[];
  /** Code of the question in words that stands for it. */
  alternative: string | null;
  body: QuestionBody;
}

/**
 * Draws an exam by its blueprint: of each section so many questions with all its tags, none of them twice, and no question beside the one that
 * stands for it in words. An exercise on the zone is another one each time, so it may come again when a section asks for more than there are.
 * @param inWords takes the question in words wherever there is one
 * @returns null when the bank does not hold enough
 */
export function drawItems(bank: readonly Drawable[], sections: readonly Section[], seed: string, inWords: boolean): { section: number; item: Drawable }[] | null {
  const draw = new Draw(`blueprint:${seed}`);
  const drawn: { section: number; item: Drawable }[] = [];
  const taken = new Set<string>();
  const saying = (item: Drawable) => (inWords && isOfPictures(item.body) ? (bank.find(({ code }) => code === item.alternative) ?? item) : item);
  // Those that take the place of others, or are replaced: in one exam they ask the same.
  const kin = (item: Drawable) => [item.code, ...(item.alternative ? [item.alternative] : []), ...bank.filter(({ alternative }) => alternative === item.code).map(({ code }) => code)];
  for (const [section, { draw: wanted, tags }] of sections.entries()) {
    const fitting = draw.shuffled(bank.filter((item) => tags.every((tag) => item.tags.includes(tag)) && !taken.has(item.code)));
    const chosen: Drawable[] = [];
    const take = (item: Drawable, beside: readonly string[]) => {
      chosen.push(item);
      for (const code of beside) taken.add(code);
    };
    for (const one of fitting) {
      const item = saying(one);
      if (chosen.length < wanted && !taken.has(item.code) && !taken.has(one.code)) take(item, [...kin(one), ...kin(item)]);
    }
    for (const one of fitting) {
      if (chosen.length < wanted && !chosen.includes(one) && !drawn.some(({ item }) => item === one)) take(one, [one.code]);
    }
    const exercises = fitting.filter(({ body }) => body.type === 'mrz');
    while (chosen.length < wanted && exercises.length > 0) chosen.push(draw.one(exercises));
    if (chosen.length < wanted) return null;
    drawn.push(...draw.shuffled(chosen).map((item) => ({ section, item })));
  }
  return drawn;
}

/** Drawings by which a blueprint is tried before anybody is examined by it. */
const rehearsals = 25;

/** Whether the sections leave each other enough, however the lot falls. */
export const neverRunsShort = (bank: readonly Drawable[], sections: readonly Section[]): boolean =>
  Array.from({ length: rehearsals }, (_, index) => drawItems(bank, sections, `rehearsal:${index}`, index % 2 === 1)).every((drawn) => drawn !== null);
