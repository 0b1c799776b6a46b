import { useLingui } from '@lingui/react/macro';
import type { CertificateNames } from '../../../api/certificates';
import { TextField } from '../../../ui/fields/TextField';

interface Names { name: string; localName: string }

/** An empty second name is none. */
export const namesToSend = ({ name, localName }: Names): CertificateNames => ({ name: name.trim(), ...(localName.trim() ? { localName: localName.trim() } : {}) });

/** The two names a certificate may bear, with what the server found wrong with them. */
export function NameFields({ names, onChange, faults, tried }: { names: Names; onChange: (names: Names) => void; faults?: { path: string; message: string }[]; tried: boolean }) {
  const { t } = useLingui();
  const said = (path: string) => faults?.find((fault) => fault.path === path)?.message;
  return (
    <>
      <TextField label={t`Name in Latin letters`} hint={t`As in the passport: given names and family name.`} autoComplete="name" maxLength={100} value={names.name}
        error={tried && names.name.trim().length < 2 ? t`Give the name in full.` : said('name')} onChange={({ target }) => onChange({ ...names, name: target.value })} />
      <TextField label={t`Name in your own script (optional)`} hint={t`Printed below the first: Arabic, Bengali, Devanagari, Khmer, Lao, Myanmar, Sinhala, Tamil, Thai, Cyrillic or Greek letters.`} maxLength={100} value={names.localName}
        error={said('localName')} onChange={({ target }) => onChange({ ...names, localName: target.value })} />
    </>
  );
}
