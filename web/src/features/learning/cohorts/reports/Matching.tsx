import { useLingui } from '@lingui/react/macro';
import { regions, topics, trainees, type Matched } from '../../../../api/training';
import { Select } from '../../../../ui/fields/Select';
import { useSupplyWords } from './words';

/** The three choices by which a need and an activity meet. */
export function Matching({ value, onChange }: { value: Matched; onChange: (part: Partial<Matched>) => void }) {
  const { t } = useLingui();
  const { topic, audience, region } = useSupplyWords();
  return (
    <>
      <Select label={t`Topic`} value={value.topic} choices={topics.map((code) => ({ value: code, label: topic[code] }))} onChange={({ target }) => onChange({ topic: target.value as Matched['topic'] })} />
      <Select label={t`For whom`} value={value.audience} choices={trainees.map((code) => ({ value: code, label: audience[code] }))} onChange={({ target }) => onChange({ audience: target.value as Matched['audience'] })} />
      <Select label={t`Region`} value={value.region} choices={regions.map((code) => ({ value: code, label: region[code] }))} onChange={({ target }) => onChange({ region: target.value as Matched['region'] })} />
    </>
  );
}
