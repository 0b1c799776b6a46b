import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { address, call } from '../../api/client';
import { peoplePages, type ImportReport } from '../../api/people';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ButtonAnchor, ButtonLink, Link } from '../../ui/actions/Link';
import { FileDrop } from '../../ui/fields/FileDrop';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead, Section } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { EntriesTable, FaultsTable } from './ImportTables';
import { textOf } from './text-of';
import { useRoleNames } from './words';
import './people.css';

interface Checked { name: string; text: string; report: ImportReport }

/** Many invitations out of a table: chosen, checked line by line, carried out as a whole. */
export function ImportScreen() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const checked = useMutation({
    mutationFn: async (file: File): Promise<Checked> => {
      const text = await textOf(file);
      return { name: file.name, text, report: await call<ImportReport>('/people/imports/rehearsals', { method: 'POST', body: { text } }) };
    },
  });
  const [done, setDone] = useState(0);
  const carried = useMutation({
    mutationFn: ({ text, report }: Checked) => call<{ invited: number }>('/people/imports', { method: 'POST', body: { text, digest: report.digest } }),
    onSuccess: async ({ invited }) => {
      setDone(invited);
      checked.reset();
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const take = ([file]: File[]) => {
    setDone(0);
    carried.reset();
    if (file) checked.mutate(file);
  };
  const found = checked.data;
  return (
    <Page title={t`Invite from a file`}>
      <Breadcrumbs links={[<Link key="people" to="/people">{t`People`}</Link>]} here={t`Invite from a file`} />
      <PageHead title={t`Invite from a file`} action={<ButtonAnchor href={address('/people/imports/template')} download icon="download">{t`Template`}</ButtonAnchor>}>
        <Trans>A table with name, e-mail, language and roles. Nothing is sent before you have seen what would be.</Trans>
      </PageHead>
      <FileDrop accept=".csv,text/csv,text/plain" onFiles={take}><Trans>CSV in UTF-8, with commas or semicolons; at most 1000 people and 256 KB.</Trans></FileDrop>
      <RolesToWrite />
      {done > 0 && <Note look="good" live title={<Plural value={done} one="# invitation is on its way." other="# invitations are on their way." />}><Link to="/people" search={{ state: 'invited' }}>{t`See who was invited`}</Link></Note>}
      {checked.isPending && <p className="muted" role="status">{t`Reading the file…`}</p>}
      {checked.error && <Unread problem={asProblem(checked.error)} />}
      {found && (
        <div className="stack import-report">
          <p role="status"><bdi className="strong">{found.name}</bdi>: <Plural value={found.report.rows} one="# person" other="# people" />, <Plural value={found.report.faults.length} _0="no fault" one="# fault" other="# faults" />.</p>
          {found.report.faults.length > 0 && (
            <Section id="faults" title={t`To be mended in the file`} aside={<Plural value={found.report.good} one="# line is fine" other="# lines are fine" />}>
              <FaultsTable faults={found.report.faults} />
              <p className="small muted"><Trans>Nobody was invited. Mend the lines, save the file, and choose it again.</Trans></p>
            </Section>
          )}
          {found.report.digest && (
            <Section id="entries" title={t`Who would be invited`}>
              <EntriesTable people={found.report.people} />
              {carried.error && <Failure problem={asProblem(carried.error)} />}
              <Actions>
                <Button look="main" icon="send" busy={carried.isPending} onClick={() => carried.mutate(found)}><Plural value={found.report.good} one="Invite # person" other="Invite # people" /></Button>
                <ButtonLink to="/people">{t`Cancel`}</ButtonLink>
              </Actions>
            </Section>
          )}
        </div>
      )}
    </Page>
  );
}

/** What stands in the column of roles, word for word. */
function RolesToWrite() {
  const { t } = useLingui();
  const name = useRoleNames();
  const roles = useInfiniteQuery(peoplePages({})).data?.pages[0]?.roles ?? [];
  if (roles.length === 0) return null;
  return (
    <div className="roles-to-write small">
      <p className="muted">{t`In the column “roles” write one or more of these, with commas between them:`}</p>
      <ul>{roles.map((role) => <li key={role}><code translate="no" dir="ltr">{role}</code> <span className="muted">{name(role)}</span></li>)}</ul>
    </div>
  );
}

function Unread({ problem }: { problem: ReturnType<typeof asProblem> }) {
  const { t } = useLingui();
  const words: Record<string, string> = {
    '/problems/too-large': t`This file is larger than 256 KB. Take several smaller ones.`,
    '/problems/not-utf-8': t`This file is not UTF-8. Save it as “CSV UTF-8” and choose it again.`,
  };
  const said = words[problem.type];
  return said ? <Note look="danger" live title={t`The file was not read.`}>{said}</Note> : <Failure problem={problem} />;
}
