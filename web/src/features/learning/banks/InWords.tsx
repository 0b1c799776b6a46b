import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { wordedItemsQuery } from '../../../api/banks';
import { RadioGroup } from '../../../ui/fields/RadioGroup';
import { Select } from '../../../ui/fields/Select';
import { TextArea } from '../../../ui/fields/TextArea';
import type { KindProps } from './kinds/kind';

/** What stands for a question on a picture for those who do not see it: another one in words, or the reason why only the eyes can answer (WCAG 2.2, 1.1.1). */
export function InWords({ bank, draft, change, fault }: KindProps) {
  const { t } = useLingui();
  const worded = useQuery(wordedItemsQuery(bank));
  const [by, setBy] = useState<'alternative' | 'senses'>(() => (draft.senses !== undefined && draft.alternative === undefined ? 'senses' : 'alternative'));
  const choose = (way: 'alternative' | 'senses') => {
    setBy(way);
    change(way === 'senses' ? { alternative: undefined, senses: draft.senses ?? '' } : { senses: undefined });
  };
  return (
    <>
      <RadioGroup
        id="q-alternative" label={t`For those who do not see the picture`} error={fault('alternative')} value={by}
        choices={[{ value: 'alternative', label: t`A question in words that tests the same` }, { value: 'senses', label: t`None: it is a test of the eyes` }]} onChange={choose}
      />
      {by === 'alternative'
        ? <Select id="q-alternative-code" label={t`Question in words`} none={t`Choose a question`} value={draft.alternative ?? ''} choices={(worded.data ?? []).map(({ code, stem }) => ({ value: code, label: `${code}: ${stem.slice(0, 80)}` }))} onChange={({ target }) => change({ alternative: target.value || undefined })} />
        : <TextArea id="q-senses" label={t`Why only the eyes can answer`} rows={2} maxLength={500} error={fault('senses')} value={draft.senses ?? ''} onChange={({ target }) => change({ senses: target.value })} />}
    </>
  );
}
