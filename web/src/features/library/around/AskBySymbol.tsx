import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { worded } from '../../../i18n/i18n';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { later } from '../../../ui/later';

const AskAccess = later(async () => (await worded(import('../asking/asking'))).AskAccess);

/** For a document one knows of but does not see. */
export function AskBySymbol({ reference, quiet = false }: { reference?: string; /** As a link within a line. */ quiet?: boolean }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const Deed = quiet ? LinkButton : Button;
  return (
    <>
      <Deed onClick={() => setAsking(true)}>{t`Ask for a document by its symbol`}</Deed>
      {asking && <AskAccess reference={reference} onClose={() => setAsking(false)} />}
    </>
  );
}
