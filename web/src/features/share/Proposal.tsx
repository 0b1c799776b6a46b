import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { DocumentView, Marking } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { useLabel } from '../../i18n/vocabulary';
import { CircleTag } from '../../marking/CircleTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { caveats } from '../../marking/vocabulary';
import { LinkButton } from '../../ui/actions/Button';
import { Panel } from '../../ui/page/Card';
import type { Times } from './search';
import { startingMarking } from './starting-marking';

interface ProposalProps { document: DocumentView; times: Times; onMarking: () => void; onFiles: () => void }

/** What is about to be released, beside the list of who will see it: to be checked in one look. */
export function Proposal({ document, times, onMarking, onFiles }: ProposalProps) {
  const { t } = useLingui();
  const { bytes, date } = useFormats();
  const { audienceNames, personalData, versions } = document;
  const files = versions.filter(({ scan }) => scan !== 'rejected' && scan !== 'infected'); // the others stay with their sender
  return (
    <Panel label={t`What is released`}>
      <section className="stack-tight">
        <div className="spread"><h2><Trans>Marking</Trans></h2><LinkButton className="small" onClick={onMarking}>{t`Change`}<span className="hidden-text">: {t`Marking`}</span></LinkButton></div>
        <Marked marking={startingMarking(document)} names={audienceNames} />
        {times.embargo && <Fact name={t`Under embargo until`}>{date(times.embargo.slice(0, 10))}</Fact>}
        {times.expires && <Fact name={t`Expires on`}>{date(times.expires.slice(0, 10))}</Fact>}
        <Fact name={t`Personal data`}>{personalData ? t`Yes, as you said` : t`None, as you said`}</Fact>
      </section>
      {(times.stages ?? []).map(({ at, marking }) => (
        <section key={at} className="stack-tight">
          <h2><Trans>From {date(at.slice(0, 10))} on</Trans></h2>
          <Marked marking={marking} names={audienceNames} />
          <p className="small muted"><Trans>Who that is will be counted on that day.</Trans></p>
        </section>
      ))}
      <section className="stack-tight">
        <div className="spread"><h2><Trans>Files</Trans></h2><LinkButton className="small" onClick={onFiles}>{t`Change`}<span className="hidden-text">: {t`Files`}</span></LinkButton></div>
        {files.length === 0 && <p className="small muted"><Trans>None; readers see the description.</Trans></p>}
        {files.map(({ number, fileName, bytes: size }) => <p key={number} className="spread small"><bdi dir="auto" className="file-name">{fileName}</bdi><span className="muted numbers">{bytes(size)}</span></p>)}
      </section>
    </Panel>
  );
}

function Marked({ marking: { tlp, releasableTo, withheldFrom, recipients, handlingCaveats }, names }: { marking: Marking; names: Record<string, string> }) {
  const { t } = useLingui();
  const { list } = useFormats();
  const label = useLabel();
  const tags = (words: string[]) => <span className="tags">{words.map((word) => <CircleTag key={word} word={word} names={names} />)}</span>;
  return (
    <>
      <p><TlpLabel tlp={tlp} /></p>
      {releasableTo.length > 0 && <Fact name={t`Releasable to`}>{tags(releasableTo)}</Fact>}
      {recipients.length > 0 && <Fact name={t`Recipients`}><Plural value={recipients.length} one="# person" other="# persons" /></Fact>}
      {withheldFrom.length > 0 && <Fact name={t`Withheld from`}>{tags(withheldFrom)}</Fact>}
      {handlingCaveats.length > 0 && <Fact name={t`Handling caveats`}>{list(handlingCaveats.map((caveat) => label(caveats, caveat)))}</Fact>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <dl><dt className="small muted">{name}</dt><dd>{children}</dd></dl>;
}
