import type { Blueprint, BlueprintSection } from '../../../api/banks';
import type { Review } from '../../../api/examinations';
import { tagsIn } from '../tags-in';

/** A section as it is typed. */
export interface SectionDraft { title: string; draw: string; tags: string; least: string }
export interface BlueprintDraft { sections: SectionDraft[]; minutes: string; passMark: string; attempts: string; cooldownHours: string; review: Review }

export const emptySection: SectionDraft = { title: '', draw: '5', tags: '', least: '' };
/** What an examination usually asks: an hour, three attempts a day apart, the score alone. */
export const usual: BlueprintDraft = { sections: [emptySection], minutes: '60', passMark: '80', attempts: '3', cooldownHours: '24', review: 'score_only' };

const typed = (value: number | undefined) => value?.toString() ?? '';
export const draftOf = ({ sections, minutes, passMark, attempts, cooldownHours, review = 'after_close' }: Blueprint): BlueprintDraft => ({
  sections: sections.map(({ title, draw, tags, least }) => ({ title, draw: typed(draw), tags: tags.join(', '), least: typed(least) })),
  minutes: typed(minutes), passMark: typed(passMark), attempts: typed(attempts), cooldownHours: typed(cooldownHours), review,
});

const number = (text: string) => (text.trim() === '' ? undefined : Number(text));
const left = <Value extends object>(value: Value): Value => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;

const sectionOf = ({ title, draw, tags, least }: SectionDraft): BlueprintSection => left({ title: title.trim(), draw: Number(draw), tags: tagsIn(tags), least: number(least) });
/** As the server takes it: what is empty is left out. */
export const blueprintOf = ({ sections, minutes, passMark, attempts, cooldownHours, review }: BlueprintDraft): Blueprint =>
  left({ sections: sections.map(sectionOf), minutes: number(minutes), passMark: Number(passMark), attempts: number(attempts), cooldownHours: number(cooldownHours), review });

/** The sections that say enough to be looked up in the bank, with their places. */
export function complete(sections: readonly SectionDraft[]): { place: number; section: BlueprintSection }[] {
  return sections.flatMap((draft, place) => {
    const section = { ...sectionOf(draft), title: draft.title.trim() || '–' };
    const { draw, tags } = section;
    const right = Number.isInteger(draw) && draw >= 1 && draw <= 100 && tags.length > 0 && tags.length <= 6 && tags.every((tag) => /^[a-z0-9][a-z0-9-]{0,59}$/.test(tag));
    return right ? [{ place, section: left({ title: section.title, draw, tags }) }] : [];
  });
}
