import { useLingui } from '@lingui/react/macro';
import type { Area, Circle, ContactKind, FocalPointState, Rank } from '../../api/focal-points';
import type { StatusLook } from '../../ui/state/Status';

export function useWords() {
  const { t } = useLingui();
  const areas: Record<Area, string> = { general: t`General`, trafficking: t`Trafficking in persons`, document_fraud: t`Document fraud`, statistics: t`Statistics`, training: t`Training` };
  const ranks: Record<Rank, string> = { primary: t`Primary`, alternate: t`Alternate` };
  const states: Record<FocalPointState, string> = {
    nominated: t`Waits for the check`, checked: t`Waits for the approval`, approved: t`Invited`, confirmed: t`Confirmed`, refused: t`Refused`, withdrawn: t`Withdrawn`, lapsed: t`Lapsed`, ended: t`Ended`,
  };
  const contacts: Record<ContactKind, string> = { phone: t`Telephone`, mobile: t`Mobile`, secure_mail: t`Secure mail`, post: t`Postal address` };
  const circles: Record<Circle, string> = { party: t`Own party`, members: t`Members`, ahg: t`Ad hoc group`, nobody: t`Nobody` };
  return { areas, ranks, states, contacts, circles };
}

export const looks: Record<FocalPointState, StatusLook> = {
  nominated: 'attention', checked: 'attention', approved: 'not-yet', confirmed: 'good', refused: 'bad', withdrawn: 'not-yet', lapsed: 'bad', ended: 'not-yet',
};

/** 1 January 2024 was a Monday. */
export const weekday = (day: number, locale: string, width: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale === 'en-XA' ? 'en-GB' : locale, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
