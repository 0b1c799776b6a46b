import { useLingui } from '@lingui/react/macro';
import type { PartyView } from '../../api/model';

export function useMemberWords() {
  const { t } = useLingui();
  const kinds: Record<PartyView['kind'], string> = { state: t`State`, territory: t`Territory`, organisation: t`Organisation`, secretariat: t`Secretariat` };
  const standings: Record<PartyView['standing'], string> = { active: t`Active`, suspended: t`Suspended`, former: t`Former` };
  const memberships: Record<'member' | 'observer', string> = { member: t`Member`, observer: t`Observer` };
  return { kinds, standings, memberships };
}
