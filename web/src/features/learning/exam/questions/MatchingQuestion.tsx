import { useLingui } from '@lingui/react/macro';
import { Group } from '../../../../ui/fields/RadioGroup';
import { Select } from '../../../../ui/fields/Select';
import type { FormProps } from './form-props';

/** To each on the left what belongs to it: lists to choose from, so that nothing has to be dragged. */
export function MatchingQuestion({ question: { lefts, rights }, answer, onChange, fault }: FormProps<'matching'>) {
  const { t } = useLingui();
  const pairs = answer?.pairs ?? [];
  const put = (left: string, right: string) => {
    const others = pairs.filter((pair) => pair.left !== left);
    onChange({ pairs: right ? [...others, { left, right }] : others });
  };
  return (
    <Group label={t`Choose what belongs to each`} error={fault}>
      <div className="matches">
        {lefts.map(({ id, text }) => (
          <Select
            key={id} label={text} none={t`Choose`} value={pairs.find(({ left }) => left === id)?.right ?? ''} choices={rights.map((right) => ({ value: right.id, label: right.text }))}
            onChange={({ target }) => put(id, target.value)}
          />
        ))}
      </div>
    </Group>
  );
}
