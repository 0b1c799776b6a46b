import { useLingui } from '@lingui/react/macro';
import type { Office } from '../../api/focal-points';
import { useFormats } from '../../i18n/useFormats';
import { atTheDesk } from './office';
import { weekday } from './words';

/** The time where somebody works, and whether they are there. */
export function Clock({ office, now }: { office: Office; now: Date }) {
  const { t } = useLingui();
  const { locale } = useFormats();
  const { time, open, until, next } = atTheDesk(office, now);
  const says = () => {
    if (open) return until === '24:00' && office.opens === '00:00' ? t`Day and night` : t`In office until ${until ?? ''}`;
    if (!next) return '';
    if (next.inDays === 0) return t`Opens at ${next.time}`;
    const day = weekday(next.day, locale);
    return t`Opens ${day} ${next.time}`;
  };
  return <><span className="numbers"><bdi>{time}</bdi></span><span className={open ? 'sub sub-open' : 'sub'}>{says()}</span></>;
}
