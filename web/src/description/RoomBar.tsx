import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { roomQuery } from '../api/retention';
import { useFormats } from '../i18n/useFormats';
import { ProgressBar } from '../ui/state/ProgressBar';

/** How much of a party's room is used, told before files are chosen. Nothing where it is not the reader's to know. */
export function RoomBar({ party }: { party: string }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  const { data } = useQuery(roomQuery(party));
  if (!data) return null;
  const all = bytes(data.allowance);
  if (data.used === null) return <p className="small"><Trans>It may keep {all}. What is used of it is told to the party alone.</Trans></p>;
  const [used, left] = [bytes(data.used), bytes(Math.max(0, data.allowance - data.used))];
  return (
    <div className="room">
      <p className="small muted numbers"><Trans>Your party uses {used} of {all}; {left} are free.</Trans></p>
      <ProgressBar label={t`Room used by your party`} value={Math.min(data.used, data.allowance)} max={data.allowance} />
    </div>
  );
}
