import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/actions/Button';

/** Puts a text into the clipboard, and says that it did. */
export function Copy({ text }: { text: string }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return <><Button onClick={copy}>{t`Copy`}</Button><span role="status" className="small muted">{copied && t`Copied.`}</span></>;
}
