import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { DocumentKind } from '../api/model';

export interface DetailField {
  key: string;
  /** `lines`: one entry a line. */
  input: 'text' | 'date' | 'number' | 'lines' | 'choice' | 'tick' | 'party';
  choices?: readonly string[];
  /** A draft may leave it out; a release may not. */
  needed?: true;
}

/** What each kind of document is described with, beyond title and summary. */
export const detailFields: Record<DocumentKind, readonly DetailField[]> = {
  intelligence_report: [
    { key: 'sourceGrade', input: 'choice', needed: true, choices: ['A', 'B', 'C', 'X'] },
    { key: 'informationGrade', input: 'choice', needed: true, choices: ['1', '2', '3', '4'] },
    { key: 'handlingCode', input: 'choice', needed: true, choices: ['H0', 'H1', 'H2', 'H3'] },
  ],
  alert: [{ key: 'validUntil', input: 'date' }, { key: 'routes', input: 'lines' }, { key: 'reference', input: 'text' }],
  analysis: [{ key: 'periodFrom', input: 'date' }, { key: 'periodTo', input: 'date' }, { key: 'method', input: 'text' }],
  country_profile: [{ key: 'country', input: 'party', needed: true }, { key: 'agencies', input: 'lines' }],
  policy_guide: [{ key: 'edition', input: 'text' }, { key: 'committee', input: 'text' }],
  training_material: [{ key: 'level', input: 'choice', choices: ['introduction', 'level_1', 'level_2', 'level_3', 'trainer'] }, { key: 'durationMinutes', input: 'number' }],
  meeting_paper: [{ key: 'meeting', input: 'text', needed: true }, { key: 'agendaItem', input: 'text' }, { key: 'date', input: 'date' }],
  statistics_paper: [{ key: 'periodFrom', input: 'date', needed: true }, { key: 'periodTo', input: 'date', needed: true }, { key: 'synthetic', input: 'tick' }],
};

/** What a kind says without being asked: the only grading scheme there is, and figures that are reported unless said otherwise. */
export const startingDetails = (kind: DocumentKind): Record<string, unknown> =>
  kind === 'intelligence_report' ? { gradingScheme: '4x4' } : kind === 'statistics_paper' ? { synthetic: false } : {};

/** The details a release of this kind would still ask for. */
export const lacking = (kind: DocumentKind, details: Record<string, unknown>): string[] =>
  detailFields[kind].filter(({ key, needed }) => needed && (details[key] === undefined || String(details[key]).trim() === '')).map(({ key }) => key);

// 4×4 grades are written as the scheme writes them and never converted.
export const detailNames: Record<string, MessageDescriptor> = {
  gradingScheme: msg`Grading scheme`, sourceGrade: msg`Grade of the source`, informationGrade: msg`Grade of the information`, handlingCode: msg`Handling code`,
  validUntil: msg`Valid until`, routes: msg`Routes`, reference: msg`Reference`,
  periodFrom: msg`Period from`, periodTo: msg`Period to`, method: msg`Method`,
  country: msg`Country`, agencies: msg`Agencies`,
  edition: msg`Edition`, committee: msg`Committee`,
  level: msg`Level`, durationMinutes: msg`Length in minutes`,
  meeting: msg`Meeting`, agendaItem: msg`Agenda item`, date: msg`Date`,
  synthetic: msg`Figures`,
};
export const levels: Record<string, MessageDescriptor> = {
  introduction: msg`Introduction`, level_1: msg`Level 1`, level_2: msg`Level 2`, level_3: msg`Level 3`, trainer: msg`For trainers`,
};
