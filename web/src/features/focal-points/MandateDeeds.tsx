import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { partyFocalPointsQuery, type FocalPoint } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { daysLeft } from './due';
import { EditForm } from './EditForm';
import { EndDialog } from './EndDialog';
import { HandOverDialog } from './HandOverDialog';

/** What can be done with a mandate: confirmed for another year, described anew, handed over, ended. */
export function MandateDeeds({ point }: { point: FocalPoint }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [deed, setDeed] = useState<'edit' | 'hand-over' | 'end' | null>(null);
  const { data: party } = useQuery(partyFocalPointsQuery(point.party));
  const confirmed = useMutation({
    mutationFn: () => call<FocalPoint>(`/focal-points/${point.id}/confirmation`, { method: 'PUT', body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['focal-points'] }),
  });
  const left = daysLeft(point);
  const may = (verb: string) => point.allows.includes(verb);
  const close = () => setDeed(null);
  if (point.state !== 'confirmed' || !['confirm', 'edit', 'hand_over', 'end'].some(may)) return null;
  const heirs = party?.focalPoints.filter(({ id }) => id !== point.id) ?? [];
  return (
    <div className="stack fp-deeds">
      {point.own && left !== null && left <= 30 && !confirmed.isSuccess && (
        <Note look="warning" title={left < 0 ? <Plural value={-left} one="The confirmation is # day overdue." other="The confirmation is # days overdue." /> : <Plural value={left} one="To be confirmed within # day." other="To be confirmed within # days." />}>
          <Trans>Look whether the entry is still right, then confirm that you are still the focal point.</Trans>
        </Note>
      )}
      {confirmed.isSuccess && <Note look="good" live title={t`Confirmed for another year.`} />}
      {confirmed.error && <Failure problem={asProblem(confirmed.error)} />}
      <div className="row">
        {may('confirm') && <Button icon="check" look={left !== null && left <= 30 ? 'main' : 'plain'} busy={confirmed.isPending} onClick={() => confirmed.mutate()}>{t`Confirm for another year`}</Button>}
        {may('edit') && <Button icon="pen" onClick={() => setDeed('edit')}>{t`Change the entry`}</Button>}
        {may('hand_over') && heirs.length > 0 && <Button icon="users" onClick={() => setDeed('hand-over')}>{t`Hand over`}</Button>}
        {may('end') && <Button look="danger" onClick={() => setDeed('end')}>{t`End the mandate`}</Button>}
      </div>
      {deed === 'edit' && <EditForm point={point} onClose={close} />}
      {deed === 'hand-over' && <HandOverDialog point={point} heirs={heirs} onClose={close} />}
      {deed === 'end' && <EndDialog point={point} last={heirs.length === 0} onClose={close} />}
    </div>
  );
}
