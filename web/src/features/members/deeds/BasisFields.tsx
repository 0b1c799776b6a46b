import { useLingui } from '@lingui/react/macro';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';

export interface BasisDraft { basis: string; document: string; documentDate: string }
export const noBasis: BasisDraft = { basis: '', document: '', documentDate: '' };

/** As the server takes it: what was left empty is left out. */
export const sentBasis = ({ basis, document, documentDate }: BasisDraft) => ({ basis: basis.trim(), document: document.trim() || undefined, documentDate: documentDate || undefined });

interface BasisFieldsProps { /** Who will read it. */ hint: string; value: BasisDraft; onChange: (value: BasisDraft) => void; fault: (field: string) => string | undefined }

/** What a decision rests on: in words, and the document it stands in. */
export function BasisFields({ hint, value, onChange, fault }: BasisFieldsProps) {
  const { t } = useLingui();
  const set = (part: Partial<BasisDraft>) => onChange({ ...value, ...part });
  return (
    <>
      <TextArea label={t`Basis`} hint={hint} rows={2} maxLength={1000} required error={fault('basis')} value={value.basis} onChange={({ target }) => set({ basis: target.value })} />
      <div className="side-by-side">
        <TextField label={t`Document`} optional maxLength={200} error={fault('document')} value={value.document} onChange={({ target }) => set({ document: target.value })} />
        <TextField label={t`Its date`} optional type="date" error={fault('documentDate')} value={value.documentDate} onChange={({ target }) => set({ documentDate: target.value })} />
      </div>
    </>
  );
}
