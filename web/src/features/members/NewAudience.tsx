import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { audiencesQuery } from '../../api/directory';
import type { AudiencePreview, AudienceView } from '../../api/model';
import { asProblem, ProblemError } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Code } from '../../ui/data/Code';
import { Checkbox } from '../../ui/fields/Checkbox';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { useSettled } from './settled';

const example = 'AHG + {CAN} - {NZL}';

/** Names an expression; while it is typed, the parties it holds today are shown. */
export function NewAudience({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [expression, setExpression] = useState('');
  const [shared, setShared] = useState(false);
  const [day, setDay] = useState('');
  const asked = useSettled(expression.trim());
  const preview = useQuery({
    queryKey: ['audiences', 'preview', asked, day], enabled: asked !== '', retry: false, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<AudiencePreview>('/audiences/previews', { method: 'POST', body: { expression: asked, asOf: day || undefined }, signal }),
  });
  const made = useMutation({
    mutationFn: () => call<AudienceView>('/audiences', { method: 'POST', body: { name: name.trim(), expression: expression.trim(), shared } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: audiencesQuery.queryKey }); onClose(); },
  });
  const problem = made.error ? asProblem(made.error) : null;
  const fault = (path: string) => problem?.errors?.find((one) => one.path === path)?.message;
  const misread = preview.error instanceof ProblemError ? preview.error.errors[0]?.message : undefined;
  const submit = (event: FormEvent) => { event.preventDefault(); made.mutate(); };
  return (
    <Dialog title={t`Name an audience`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Name`} maxLength={120} required error={fault('name')} value={name} onChange={({ target }) => setName(target.value)} />
        <TextField
          label={t`Expression`} maxLength={500} required dir="ltr" spellCheck={false} error={fault('expression') ?? misread} value={expression} onChange={({ target }) => setExpression(target.value)}
          hint={<Trans>Bodies (AHG, STEERING_GROUP, FORUM) and codes in braces, joined by + (and), & (both), - (without): <bdi className="mono" dir="ltr">{example}</bdi></Trans>}
        />
        {preview.data && !preview.error && asked && !(day && preview.isPlaceholderData) && (
          <div role="status" className="stack">
            <p className="small strong">{day ? <><Plural value={preview.data.parties.length} one="# party" other="# parties" /> · {date(day)}</> : <Plural value={preview.data.parties.length} one="# party today" other="# parties today" />}</p>
            <p className="codes">{preview.data.parties.map(({ code }) => <Code key={code}>{code}</Code>)}</p>
          </div>
        )}
        <TextField label={t`Look at another day`} optional short type="date" hint={t`Who would be in it then, by what the register knows now.`} value={day} onChange={({ target }) => setDay(target.value)} />
        <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)} hint={t`Otherwise only your party and those who stand in it know the name.`}>{t`Every member may use it`}</Checkbox>
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={made.isPending}>{t`Name it`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
