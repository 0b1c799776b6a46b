import { Plural, useLingui } from '@lingui/react/macro';
import { Status } from '../../../ui/state/Status';
import { useKept } from './useKept';

/** What was done is kept here, and how much of it waits to be sent. */
export function SavedHere({ enrolment }: { enrolment: string }) {
  const { t } = useLingui();
  const { here } = useKept();
  const waiting = here?.courses.find((course) => course.enrolment === enrolment)?.waiting ?? 0;
  if (waiting === 0) return here ? <Status look="good">{t`Everything is sent`}</Status> : null;
  return <Status look="attention"><Plural value={waiting} one="Saved on this device, # change waiting" other="Saved on this device, # changes waiting" /></Status>;
}
