import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { roomQuery } from '../../api/retention';
import type { PartyView } from '../../api/model';
import { RoomBar } from '../../description/RoomBar';
import { LinkButton } from '../../ui/actions/Button';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Chapter } from '../../ui/page/Page';
import { DeedDialog } from './deeds/DeedDialog';

const gibibyte = 2 ** 30;

/** What a party may keep, for those who bring its files and for the secretariat, which allots it. */
export function Room({ party: { code, allows } }: { party: PartyView }) {
  const { t } = useLingui();
  const [allotting, setAllotting] = useState(false);
  if (!allows.includes('storage')) return null;
  return (
    <Chapter id="room" title={t`Room for files`}>
      <RoomBar party={code} />
      {allows.includes('allot') && <p><LinkButton onClick={() => setAllotting(true)}>{t`Allot more or less`}</LinkButton></p>}
      {allotting && <Allot code={code} onClose={() => setAllotting(false)} />}
    </Chapter>
  );
}

function Allot({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data } = useQuery(roomQuery(code));
  const [size, setSize] = useState(data ? String(Math.round((data.allowance / gibibyte) * 10) / 10) : '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const allowance = Math.round(Number(size) * gibibyte);
  const faults = { size: !(allowance >= 0) || size.trim() === '' ? t`Write a number.` : undefined, reason: reason.trim().length < 3 ? t`Write a few words.` : undefined };
  const done = useMutation({
    mutationFn: () => call(`/parties/${code}/storage`, { method: 'PUT', body: { allowance, reason: reason.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['retention', 'room', code] }); onClose(); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!faults.size && !faults.reason) done.mutate();
  };
  return (
    <DeedDialog title={t`Room of ${code}`} deed={t`Allot`} busy={done.isPending} failure={done.error ? asProblem(done.error) : null} onSubmit={submit} onClose={onClose}>
      <p><Trans>Less than is used takes nothing away; it only refuses what comes.</Trans></p>
      <TextField label={t`GiB`} inputMode="decimal" short error={tried ? faults.size : undefined} value={size} onChange={({ target }) => setSize(target.value)} />
      <TextArea label={t`Reason`} rows={2} maxLength={1000} error={tried ? faults.reason : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />
    </DeedDialog>
  );
}
