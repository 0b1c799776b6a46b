import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { DocumentKind } from '../api/model';

export interface DetailField {
  key: string;
  /** `lines`: one entry a line. */
  input: 'text' | 'date' | 'number' | 'lines' | 'choice' | 'tick' | 'party';
  choices?: readonly string[];
}

/** What each kind of document is described with, beyond title and summary. */
export const detailFields: Record<DocumentKind, readonly DetailField[]> = {
  intelligence_report: [
    { key: 'sourceGrade', input: 'choice', choices: ['A', 'B', 'C', 'X'] },
    { key: 'informationGrade', input: 'choice', choices: ['1', '2', '3', '4'] },
    { key: 'handlingCode', input: 'choice', choices: ['H0', 'H1', 'H2', 'H3'] },
  ],
  alert: [{ key: 'validUntil', input: 'date' }, { key: 'routes', input: 'lines' }, { key: 'reference', input: 'text' }],
  analysis: [{ key: 'periodFrom', input: 'date' }, { key: 'periodTo', input: 'date' }, { key: 'method', input: 'text' }],
  country_profile: [{ key: 'country', input: 'party' }, { key: 'agencies', input: 'lines' }],
  policy_guide: [{ key: 'edition', input: 'text' }, { key: 'committee', input: 'text' }],
  training_material: [{ key: 'level', input: 'choice', choices: ['introduction', 'level_1', 'level_2', 'level_3', 'trainer'] }, { key: 'durationMinutes', input: 'number' }],
  meeting_paper: [{ key: 'meeting', input: 'text' }, { key: 'agendaItem', input: 'text' }, { key: 'date', input: 'date' }],
  statistics_paper: [{ key: 'periodFrom', input: 'date' }, { key: 'periodTo', input: 'date' }, { key: 'synthetic', input: 'tick' }],
};

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
