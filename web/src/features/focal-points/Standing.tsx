import { Plural, Trans } from '@lingui/react/macro';
import type { FocalPoint } from '../../api/focal-points';
import { useFormats } from '../../i18n/useFormats';
import { Status } from '../../ui/state/Status';
import { daysLeft } from './due';
import { looks, useWords } from './words';

/** Confirmed when, or overdue since: what a reader goes by. */
export function Standing({ point }: { point: FocalPoint }) {
  const { date } = useFormats();
  const { states } = useWords();
  const left = daysLeft(point);
  if (point.state !== 'confirmed' || left === null) return <Status look={looks[point.state]}>{states[point.state]}</Status>;
  if (left < 0) return <Status look="attention"><Plural value={-left} one="Confirmation # day overdue" other="Confirmation # days overdue" /></Status>;
  return <Status look="good"><Trans>Confirmed <bdi>{date(point.confirmedAt?.slice(0, 10) ?? '')}</bdi></Trans></Status>;
}
