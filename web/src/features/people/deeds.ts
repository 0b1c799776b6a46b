import { useLingui } from '@lingui/react/macro';
import type { RequestOptions } from '../../api/client';
import type { Person, PersonState } from '../../api/people';

export type DeedName = 'change' | 'again' | 'admit' | 'suspend' | 'reactivate' | 'reset' | 'end' | 'forget';

const verbs: Record<DeedName, string> = { change: 'change', again: 'invite', admit: 'admit', suspend: 'suspend', reactivate: 'reactivate', reset: 'reset', end: 'end', forget: 'forget' };
const moments: Record<PersonState, DeedName[]> = {
  active: ['change', 'reset', 'suspend', 'end'],
  invited: ['again', 'change', 'end'],
  pending: ['admit', 'end'],
  suspended: ['reactivate', 'end'],
  ended: ['forget'],
};

/** What cannot be taken back, or takes something from somebody. */
export const dangerous: readonly DeedName[] = ['suspend', 'end', 'forget'];

/** What can be done with somebody: what the server allows, at the moment for it. */
export const deedsOn = ({ state, allows, forgottenAt }: Pick<Person, 'state' | 'allows' | 'forgottenAt'>): DeedName[] => (forgottenAt ? [] : moments[state].filter((name) => allows.includes(verbs[name])));

interface DeedWords { title: string; say: string; done: string; /** Above the field for the reason. */ reason?: string }

export function useDeedWords(): Record<DeedName, DeedWords> {
  const { t } = useLingui();
  return {
    change: { title: t`Change roles`, say: t`Whoever is signed in signs in again, and then has the new roles.`, done: t`The roles are changed.` },
    again: { title: t`Send again`, say: t`A new letter goes out, good for 72 hours. The link in the one before it no longer works.`, done: t`A new letter is on its way.` },
    admit: { title: t`Admit`, say: t`Your own identity provider named this person. Admit only whom you know.`, done: t`The person is admitted.` },
    suspend: { title: t`Suspend`, say: t`From the next click on this person is signed out and cannot act for you. What they wrote stays.`, done: t`The person is suspended.`, reason: t`Reason, for your own record` },
    reactivate: { title: t`Re-activate`, say: t`The person can sign in and act for you again, in the same roles.`, done: t`The person is active again.`, reason: t`Reason, for your own record` },
    reset: { title: t`Reset sign-in`, say: t`For somebody who lost passkey and recovery codes. An officer of the secretariat decides; then everything they sign in with ends, and a letter leads to a new passkey.`, done: t`The secretariat was asked.`, reason: t`What happened, and how you know that it is this person who asks` },
    end: { title: t`End`, say: t`This person no longer acts for you: every session and token ends at once. They can be invited anew.`, done: t`This person no longer acts for you.`, reason: t`Reason, for your own record` },
    forget: {
      title: t`Forget`,
      say: t`Name and address are taken off for good. What this person did stays, under a made-up name. Once nobody else in the forum has them as one of their people, the account goes too, and certificates bear the made-up name. This cannot be undone; do not write the name into the reason.`,
      done: t`This person is forgotten.`, reason: t`Reason, for your own record`,
    },
  };
}

/** The fewest characters a reason has. */
export const leastReason = (name: DeedName): number => (name === 'reset' ? 10 : 3);

export function deedCall({ id, rowVersion }: Person, name: DeedName, { roles, reason }: { roles: string[]; reason: string }): [string, RequestOptions] {
  const path = `/people/${id}`;
  const calls: Record<DeedName, [string, RequestOptions]> = {
    change: [path, { method: 'PATCH', body: { roles }, ifMatch: rowVersion }],
    again: [`${path}/invitation`, { method: 'POST' }],
    admit: [`${path}/admission`, { method: 'PUT', body: { roles } }],
    suspend: [`${path}/suspension`, { method: 'PUT', body: { reason } }],
    reactivate: [`${path}/suspension`, { method: 'DELETE', body: { reason } }],
    reset: [`${path}/resets`, { method: 'POST', body: { reason } }],
    end: [path, { method: 'DELETE', body: { reason } }],
    forget: [`${path}/forgetting`, { method: 'PUT', body: { reason } }],
  };
  return calls[name];
}
