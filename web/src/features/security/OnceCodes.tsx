import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Copy } from './Copy';

/** Recovery codes, shown this once: to be printed, copied or written down. */
export function OnceCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Your recovery codes`} open onClose={onClose}>
      <div className="stack once">
        <p><Trans>Print them or write them down, and keep them apart from your computer. They are not shown again.</Trans></p>
        <ol className="once-codes" dir="ltr" translate="no">{codes.map((code) => <li key={code}>{code}</li>)}</ol>
        <Actions><Button look="main" onClick={onClose}>{t`I have kept them`}</Button><Copy text={codes.join('\n')} /><Button onClick={() => print()}>{t`Print`}</Button></Actions>
      </div>
    </Dialog>
  );
}
