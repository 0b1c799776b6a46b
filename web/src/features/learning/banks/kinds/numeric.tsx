import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { TextField } from '../../../../ui/fields/TextField';
import type { Kind, KindProps } from './kind';

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  return (
    <div className="question-numbers">
      <TextField id="q-value" label={t`The right number`} short inputMode="decimal" autoComplete="off" error={fault('value')} value={draft.value ?? ''} onChange={({ target }) => change({ value: target.value })} />
      <TextField id="q-tolerance" label={t`May differ by`} optional short inputMode="decimal" autoComplete="off" error={fault('tolerance')} value={draft.tolerance ?? ''} onChange={({ target }) => change({ tolerance: target.value })} />
      <TextField id="q-unit" label={t`Unit`} optional short maxLength={40} error={fault('unit')} value={draft.unit ?? ''} onChange={({ target }) => change({ unit: target.value })} />
    </div>
  );
}

export const numeric: Kind = { type: 'numeric', name: msg`A number`, fresh: () => ({ value: '' }), Fields };
