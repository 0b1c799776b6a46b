import type { Basis } from '../../api/membership';
import { useFormats } from '../../i18n/useFormats';

/** What a decision rests on, with the document and its date. */
export function BasisLine({ of: { basis, document, documentDate } }: { of: Basis }) {
  const { date } = useFormats();
  return (
    <p className="small basis">
      <bdi dir="auto">{basis}</bdi>
      {document && <> · <cite dir="auto">{document}</cite></>}
      {documentDate && <> · <span className="numbers">{date(documentDate)}</span></>}
    </p>
  );
}
