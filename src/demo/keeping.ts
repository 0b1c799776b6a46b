import type { INestApplicationContext } from '@nestjs/common';
import { RetentionRequests, Rules, type RuleInput } from '../documents/index.js';
import type { Actor } from '../kernel/access/index.js';

/** A rule of the schedule. `by` proposes; where `approvedBy` is left out it waits for a second person. All are e-mail addresses of officials. */
export interface DemoRule extends RuleInput {
  by: string;
  approvedBy?: string;
}

/** What takes two officers of the originator, about the document with this title. */
export interface DemoDeed {
  title: string;
  deed: 'hold' | 'dispose';
  by: string;
  approvedBy?: string;
  reason: string;
}

const [lee, costa] = ['d.lee@secretariat.example.org', 'r.costa@secretariat.example.org'];
const [tran, ward] = ['k.tran@aus.example.org', 'j.ward@aus.example.org'];

/** A schedule as a forum might have it: what passes soon is looked at again, what was taken back goes. */
export const demoRules: readonly DemoRule[] = [
  { by: lee, approvedBy: costa, forumWide: true, kind: 'alert', after: 'released', months: 12, action: 'review', reason: 'Alerts pass within a year; note 4 of the Steering Group, for the demonstration.' },
  { by: lee, approvedBy: costa, forumWide: true, kind: 'country_profile', after: 'released', months: 18, action: 'review', reason: 'Authorities and telephone numbers change; note 4 of the Steering Group, for the demonstration.' },
  { by: costa, approvedBy: lee, forumWide: true, tlp: 'amber+strict', after: 'released', months: 12, action: 'dispose', reason: 'What is for named parties alone is kept no longer than it is used.' },
  { by: costa, approvedBy: lee, forumWide: true, after: 'recalled', months: 6, action: 'dispose', reason: 'What its originator took back serves nobody any more.' },
  { by: ward, approvedBy: tran, forumWide: false, kind: 'analysis', tlp: 'amber', after: 'released', months: 6, action: 'dispose', reason: 'Our analyses are written anew each half year.' },
  { by: ward, approvedBy: tran, forumWide: false, kind: 'statistics_paper', after: 'released', months: 3, action: 'review', reason: 'Figures are corrected when the next quarter is in.' },
  { by: costa, forumWide: true, after: 'changed', months: 12, action: 'review', reason: 'Drafts that nobody touched for a year are hardly wanted.' },
  { by: tran, forumWide: false, kind: 'intelligence_report', after: 'released', months: 9, action: 'review', reason: 'Names in our reports are checked again after nine months.' },
];

/** A hold, one disposal done and one that waits for its second person. */
export const demoDeeds: readonly DemoDeed[] = [
  { title: 'Small craft leaving the northern cape', deed: 'hold', by: ward, approvedBy: tran, reason: 'A court of Utopia asked us to keep it for its proceedings, letter 12/2026.' },
  { title: 'Duty roster for the exercise at sea', deed: 'dispose', by: ward, approvedBy: tran, reason: 'The exercise is over, and the roster names people who have left.' },
  { title: 'Trainer\'s notes, level 2', deed: 'dispose', by: tran, reason: 'The notes for level 3 have taken their place.' },
];

/** The schedule and what is held, goes and is gone, through the services people use. @param documents their ids, by title */
export async function enterKeeping(app: INestApplicationContext, person: (email: string) => Actor, documents: ReadonlyMap<string, string>): Promise<void> {
  for (const { by, approvedBy, ...input } of demoRules) {
    const { id } = await app.get(Rules).propose(person(by), input);
    if (approvedBy) await app.get(Rules).decide(person(approvedBy), id, { decision: 'approve' });
  }
  for (const { title, deed, by, approvedBy, reason } of demoDeeds) {
    const { id } = await app.get(RetentionRequests).ask(person(by), documents.get(title) ?? '', { deed, reason });
    if (approvedBy) await app.get(RetentionRequests).decide(person(approvedBy), id, { decision: 'approve' });
  }
}
