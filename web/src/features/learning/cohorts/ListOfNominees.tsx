import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { address, call } from '../../../api/client';
import { cohortsKey, type ListedNominee, type NominationList } from '../../../api/cohorts';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { ButtonAnchor } from '../../../ui/actions/Link';
import { Table } from '../../../ui/data/Table';
import { FileDrop } from '../../../ui/fields/FileDrop';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Status, type StatusLook } from '../../../ui/state/Status';

interface Tried { name: string; text: string; list: NominationList }
const looks: Record<ListedNominee['outcome'], StatusLook> = { fine: 'not-yet', sent: 'good', waiting: 'attention', already: 'not-yet', fault: 'bad' };
const send = (text: string, dryRun: boolean) => call<NominationList>('/nomination-lists', { method: 'POST', query: { dryRun: String(dryRun) }, body: { text } });

/** A table is tried out first; then each line is carried out by itself, and has a result of its own. */
export function ListOfNominees() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const tried = useMutation({ mutationFn: async (file: File): Promise<Tried> => { const text = await file.text(); return { name: file.name, text, list: await send(text, true) }; } });
  const done = useMutation({ mutationFn: ({ text }: Tried) => send(text, false), onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: cohortsKey }), queries.invalidateQueries({ queryKey: ['enrolments'] })]) });
  const take = ([file]: File[]) => { done.reset(); if (file) tried.mutate(file); };
  const shown = done.data ?? tried.data?.list;
  const error = done.error ?? tried.error;
  return (
    <div className="stack measure">
      <p><Trans>A table with e-mail, course, and where the course has dates, the first day of the cohort. Nothing is done before you have seen what would be.</Trans></p>
      <div className="row"><ButtonAnchor href={address('/nomination-lists/template')} download icon="download" size="small">{t`Template`}</ButtonAnchor></div>
      <FileDrop accept=".csv,text/csv,text/plain" onFiles={take}><Trans>CSV in UTF-8, with commas or semicolons; at most 500 people and 256 KB.</Trans></FileDrop>
      {tried.isPending && <p className="muted" role="status">{t`Reading the file…`}</p>}
      {error && <Failure problem={asProblem(error)} />}
      {done.data && <Note look="good" live title={<Plural value={done.data.sent} one="# person was sent." other="# people were sent." />}><Plural value={done.data.waiting} _0="Nobody is on the waiting list." one="# is on the waiting list." other="# are on the waiting list." /></Note>}
      {shown && <Results list={shown} />}
      {tried.data && !done.data && tried.data.list.fine > 0 && <div className="row"><Button look="main" icon="send" busy={done.isPending} onClick={() => done.mutate(tried.data)}><Plural value={tried.data.list.fine} one="Send # person" other="Send # people" /></Button></div>}
    </div>
  );
}

function Results({ list: { items, rows, faults } }: { list: NominationList }) {
  const { t } = useLingui();
  const words: Record<ListedNominee['outcome'], string> = { fine: t`Would be sent`, sent: t`Sent`, waiting: t`On the waiting list`, already: t`Enrolled already`, fault: t`Not possible` };
  return (
    <>
      <p role="status"><Plural value={rows} one="# line" other="# lines" />, <Plural value={faults} _0="no fault" one="# fault" other="# faults" />.</p>
      <Table label={t`Result of each line`} cards rowKey={({ line, message }) => `${line} ${message}`} rows={items} columns={[
        { key: 'line', head: t`Line`, headOnCard: true, number: true, cell: ({ line }) => line }, { key: 'email', head: t`E-mail`, names: true, cell: ({ email }) => <bdi dir="ltr">{email || '–'}</bdi> },
        { key: 'course', head: t`Course`, cell: ({ course }) => <bdi>{course}</bdi> }, { key: 'outcome', head: t`Result`, cell: ({ outcome }) => <Status look={looks[outcome]}>{words[outcome]}</Status> },
        { key: 'message', head: t`Why`, cell: ({ message }) => message },
      ]} />
    </>
  );
}
