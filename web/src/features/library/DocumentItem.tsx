import type { DocumentRow } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { kinds, states, useLabel } from '../../i18n/vocabulary';
import { PartyTag } from '../../marking/PartyTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { Why } from '../../marking/Why';
import { Link } from '../../ui/actions/Link';
import { Meta } from '../../ui/data/Meta';
import { Status } from '../../ui/state/Status';
import { fileFact } from './file';

/** One record: title, label, facts, the words found, and the reason it is in your list. */
export function DocumentItem({ row }: { row: DocumentRow }) {
  const { date, bytes, list, language } = useFormats();
  const label = useLabel();
  return (
    <li>
      <h3><Link to="/documents/$id" params={{ id: row.id }} data-title dir="auto" lang={row.language}>{row.title}</Link></h3>
      <Meta lead={<TlpLabel tlp={row.tlp} />}>
        <PartyTag code={row.originator} />
        {row.state !== 'released' && <Status look={row.state === 'recalled' ? 'attention' : 'not-yet'}>{label(states, row.state)}</Status>}
        {label(kinds, row.kind)}
        {row.releasedAt ? date(row.releasedAt) : ''}
        {list(row.languages.map(language))}
        {row.file ? fileFact(row.file, bytes) : ''}
      </Meta>
      {row.snippet && row.snippet.length > 0 && (
        <p className="snippet" dir="auto" lang={row.language}>{row.snippet.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))}</p>
      )}
      <Why because={row.because} muted />
    </li>
  );
}
