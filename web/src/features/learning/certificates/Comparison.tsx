import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { FileDrop } from '../../../ui/fields/FileDrop';
import { Note } from '../../../ui/state/Note';

type Outcome = { name: string; same: boolean };

/** Whether a file is the one that was issued, to the last octet. It is hashed here and goes nowhere. */
export function Comparison({ sha256 }: { sha256: string }) {
  const { t } = useLingui();
  const [outcome, tell] = useState<Outcome | null>(null);
  const compare = async (file: File) => tell({ name: file.name, same: (await hashOf(file)) === sha256 });
  return (
    <div className="stack">
      <FileDrop accept="application/pdf,.pdf" onFiles={([file]) => { if (file) void compare(file); }}><Trans>The PDF you were given. It stays on your device: only its fingerprint is compared, here in the browser.</Trans></FileDrop>
      {outcome?.same && <Note look="good" live title={t`The file matches.`}><Trans><bdi>{outcome.name}</bdi> is the file that was issued, unchanged.</Trans></Note>}
      {outcome && !outcome.same && <Note look="danger" live title={t`The file does not match.`}><Trans><bdi>{outcome.name}</bdi> is not the file that was issued: it was edited, printed anew or scanned. Go by what is shown above.</Trans></Note>}
    </div>
  );
}

async function hashOf(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
