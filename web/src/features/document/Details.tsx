import { useLingui } from '@lingui/react/macro';
import type { DocumentView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { subjects } from '../../description/subjects';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { PartyTag } from '../../marking/PartyTag';
import { Pairs } from '../../ui/data/Pairs';
import { Link } from '../../ui/actions/Link';
import { useDetailWords } from '../../description/details';

/** Everything that is said about the document, besides its summary. */
export function Details({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const label = useLabel();
  const { date, language } = useFormats();
  const words = useDetailWords();
  return (
    <Pairs pairs={[
      [t`Symbol`, <bdi key="symbol" className="numbers">{document.symbol}</bdi>],
      [t`Kind`, label(kinds, document.kind)],
      [t`Described in`, language(document.language)],
      [t`Subjects`, document.subjects.length > 0 && <ul className="row">{document.subjects.map((code) => <li key={code}><Link to="/documents" search={{ subject: code }}>{label(subjects, code)}</Link></li>)}</ul>],
      [t`Parties concerned`, document.partiesConcerned.length > 0 && <ul className="codes">{document.partiesConcerned.map((code) => <li key={code}><PartyTag code={code} /></li>)}</ul>],
      ...words(document.details),
      [t`Personal data`, document.personalData ? t`Contains personal data` : t`None, says the originator`],
      [t`In the care of`, document.keeper && <bdi>{document.keeper.name}</bdi>],
      [t`Begun`, document.createdBy ? <><bdi>{document.createdBy.name}</bdi>, {date(document.createdAt)}</> : date(document.createdAt)],
      [t`Released`, document.releasedAt && date(document.releasedAt, 'moment')],
    ]} />
  );
}
