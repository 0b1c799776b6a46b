import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { RadioGroup } from '../../../../ui/fields/RadioGroup';
import type { Kind, KindProps } from './kind';

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  const exercises = [
    { value: 'check-digit', label: t`Compute a check digit` },
    { value: 'split', label: t`Read the fields of a zone` },
    { value: 'altered', label: t`Find the field that was altered` },
    { value: 'write', label: t`Write the zone of a data page` },
    { value: 'plausible', label: t`Find what cannot be` },
  ];
  return (
    <RadioGroup
      id="q-mrz" label={t`Exercise`} hint={t`A document of the fictional State UTO is drawn anew for each trainee, and its key with it. There is nothing else to fill in.`} error={fault('mrz') ?? fault('mrz.kind')}
      value={draft.mrz?.kind ?? ''} choices={exercises} onChange={(kind) => change({ mrz: { kind } })}
    />
  );
}

export const mrz: Kind = { type: 'mrz', name: msg`An exercise on the machine-readable zone`, fresh: () => ({ mrz: { kind: 'check-digit' } }), Fields };
