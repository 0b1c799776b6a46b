import { useLingui } from '@lingui/react/macro';

/** Lines of a zone: one character as wide as the other, from left to right in every language. */
export function Lines({ lines }: { lines: readonly string[] }) {
  const { t } = useLingui();
  return <pre className="zone-lines" dir="ltr" translate="no" tabIndex={0} role="region" aria-label={t`Machine readable zone`}>{lines.join('\n')}</pre>;
}
