import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { keysQuery, type PartyKey, type PartyKeys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Code } from '../../ui/data/Code';
import { Card } from '../../ui/page/Card';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { ProgressBar } from '../../ui/state/ProgressBar';
import { Status, type StatusLook } from '../../ui/state/Status';
import { AskDialog } from './AskDialog';
import { Waiting } from './Waiting';

const looks: Record<PartyKey['state'], StatusLook> = { active: 'good', rotated: 'attention', retired: 'not-yet', destroyed: 'bad' };

/** One party's keys: which there are, how far a rotation is, what was asked for, and what one may do. */
export function KeyCard({ keys: { party, name, keys, files, rotation, request, waitingHours, allows } }: { keys: PartyKeys }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [asking, ask] = useState<'destroy' | 'reopen' | null>(null);
  const rotated = useMutation({
    mutationFn: () => call<PartyKeys>(`/parties/${party}/key-rotations`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const words: Record<PartyKey['state'], string> = { active: t`Seals and opens`, rotated: t`Only opens, until nothing needs it`, retired: t`Retired`, destroyed: t`Destroyed` };
  const newest = [...keys].sort((a, b) => b.madeAt.localeCompare(a.madeAt));
  const destroyed = newest[0]?.state === 'destroyed';
  const running = rotation !== null && rotation.endedAt === null;
  return (
    <Card labelledby={`keys-${party}`} className="stack">
      <div className="keys-head">
        <h2 id={`keys-${party}`}><bdi>{name}</bdi> <Code>{party}</Code></h2>
        {files !== null && <span className="muted"><Plural value={files} one="# file" other="# files" /></span>}
      </div>
      {destroyed && <Note look="danger" title={t`Its keys were destroyed.`}><Trans>Nobody can read what they held. No drafts or files are taken until two persons open its keys again.</Trans></Note>}
      <ul className="key-list">
        {newest.map(({ id, madeAt, state }) => <li key={id}><Status look={looks[state]}>{words[state]}</Status> <bdi className="mono small" dir="ltr">{id}</bdi> <span className="small muted">{t`made ${date(madeAt)}`}</span></li>)}
      </ul>
      {running && <ProgressBar label={t`Files wrapped under the new key`} value={rotation.done} max={Math.max(rotation.total, 1)} />}
      {rotation?.endedAt && <p className="small muted">{t`Last rotated ${date(rotation.endedAt)}.`}</p>}
      {request && <Waiting name={name} request={request} waitingHours={waitingHours} />}
      {rotated.error && <Failure problem={asProblem(rotated.error)} />}
      <div className="row">
        {allows.includes('rotate-keys') && !destroyed && !running && <Button size="small" busy={rotated.isPending} onClick={() => rotated.mutate()}>{t`Rotate the key`}</Button>}
        {allows.includes('request-keys') && !request && !destroyed && <Button size="small" look="danger" onClick={() => ask('destroy')}>{t`Destroy its keys`}</Button>}
        {allows.includes('request-keys') && !request && destroyed && <Button size="small" onClick={() => ask('reopen')}>{t`Open its keys again`}</Button>}
      </div>
      {asking && <AskDialog party={party} name={name} wish={asking} waitingHours={waitingHours} onClose={() => ask(null)} />}
    </Card>
  );
}
