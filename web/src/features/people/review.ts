import type { PersonDecision } from '../../api/people';

/** What is decided of somebody so far; nothing is sent before it is handed in. */
export interface Draft { decision: PersonDecision['decision']; roles: string[]; reason: string }
export type Drafts = Record<string, Draft | undefined>;

export function decisionsOf(drafts: Drafts): PersonDecision[] {
  return Object.entries(drafts).flatMap(([id, draft]): PersonDecision[] => {
    if (!draft) return [];
    const { decision, roles, reason } = draft;
    return [{ id, decision, ...(decision === 'change' && { roles }), ...(decision === 'end' && { reason: reason.trim() }) }];
  });
}

export function counted(drafts: Drafts): Record<Draft['decision'], number> {
  const count = { keep: 0, change: 0, end: 0 };
  for (const draft of Object.values(drafts)) if (draft) count[draft.decision] += 1;
  return count;
}

/** A change takes a role, an end a reason. */
export const faultyDraft = (draft: Draft | undefined): boolean =>
  draft !== undefined && ((draft.decision === 'change' && draft.roles.length === 0) || (draft.decision === 'end' && draft.reason.trim().length < 3));
