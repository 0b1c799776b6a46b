import { useLingui } from '@lingui/react/macro';
import type { Accession, MembershipWord, Standing, Step } from '../../api/membership';
import type { PartyView } from '../../api/model';
import type { StatusLook } from '../../ui/state/Status';

export function useMemberWords() {
  const { t } = useLingui();
  const kinds: Record<PartyView['kind'], string> = { state: t`State`, territory: t`Territory`, organisation: t`Organisation`, secretariat: t`Secretariat` };
  const standings: Record<Standing, string> = { active: t`Active`, suspended: t`Suspended`, former: t`Former` };
  const memberships: Record<MembershipWord, string> = { member: t`Member`, observer: t`Observer`, none: t`Neither` };
  const steps: Record<Step, string> = { invited: t`Invited`, applied: t`Applied`, accepted: t`Accepted`, supported: t`Supported`, endorsed: t`Endorsed` };
  const cases: Record<Accession['state'], string> = { open: t`Under way`, endorsed: t`Endorsed`, withdrawn: t`Withdrawn` };
  return { kinds, standings, memberships, steps, cases };
}

export const caseLooks: Record<Accession['state'], StatusLook> = { open: 'attention', endorsed: 'good', withdrawn: 'not-yet' };
export const standingLooks: Record<Standing, StatusLook> = { active: 'good', suspended: 'bad', former: 'not-yet' };

/** The steps of each way, in order. */
export const ways: Record<Accession['way'], Step[]> = { invitation: ['invited', 'accepted', 'endorsed'], application: ['applied', 'supported', 'endorsed'] };
