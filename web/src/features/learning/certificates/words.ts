import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { CertificateState, Printed } from '../../../api/certificates';
import { useFormats } from '../../../i18n/useFormats';
import type { StatusLook } from '../../../ui/state/Status';

export const looks: Record<CertificateState, StatusLook> = { issued: 'good', expired: 'attention', revoked: 'bad', superseded: 'not-yet' };

export function useStates(): Record<CertificateState, string> {
  const { t } = useLingui();
  return { issued: t`Current`, expired: t`Expired`, revoked: t`Revoked`, superseded: t`Superseded by a newer one` };
}

/** What is printed, in the order of the paper, said in the language of the interface. Names are as they were printed. */
export function usePrinted(): (printed: Printed) => [string, string | null][] {
  const { t } = useLingui();
  const { date, number } = useFormats();
  return ({ name, localName, course, courseCode, originator, completedOn, issuedOn, expiresOn, minutes, grade, serial }) => {
    const hours = Math.max(0.5, Math.round(minutes / 30) / 2);
    return [
      [t`Name`, name], [t`Name in local script`, localName], [t`Course`, course], [t`Code of the course`, courseCode], [t`Given by`, originator], [t`Completed`, date(completedOn)], [t`Issued`, date(issuedOn)],
      [t`Learning time`, plural(hours, { one: '# hour', other: '# hours' })], [t`Result`, grade === null ? null : `${number(grade)} %`],
      [t`Valid until`, expiresOn ? date(expiresOn) : t`No expiry`], [t`Serial`, serial],
    ];
  };
}
