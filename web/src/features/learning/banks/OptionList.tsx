import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { WrittenOption } from '../../../api/banks';
import { Button } from '../../../ui/actions/Button';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Group } from '../../../ui/fields/RadioGroup';
import { TextField } from '../../../ui/fields/TextField';

const most = 12;

interface OptionListProps {
  path: string;
  legend: string;
  hint?: string;
  item: (place: number) => string;
  add: string;
  /** Exactly one is right. */
  only?: boolean;
  least?: number;
  options: readonly WrittenOption[];
  fault: (path: string) => string | undefined;
  onChange: (options: WrittenOption[]) => void;
}

/** What can be chosen: the text, whether it is right, and why; the why is said after practice. */
export function OptionList({ path, legend, hint, item, add, only = false, least = 2, options, fault, onChange }: OptionListProps) {
  const { t } = useLingui();
  const group = useId();
  const set = (index: number, part: Partial<WrittenOption>) => onChange(options.map((option, at) => (at === index ? { ...option, ...part } : only && part.right ? { ...option, right: false } : option)));
  return (
    <Group id={`q-${path}`} label={legend} hint={hint} error={fault(path)}>
      <ol className="question-rows">
        {options.map(({ text, right = false, because = '' }, index) => {
          const name = item(index + 1);
          const named = <span className="hidden-text">{name}: </span>;
          return (
            <li key={index} className="question-option">
              <TextField id={`q-${path}.${index}.text`} label={name} maxLength={600} error={fault(`${path}.${index}.text`) ?? fault(`${path}.${index}`)} value={text} onChange={({ target }) => set(index, { text: target.value })} />
              <Checkbox kind={only ? 'radio' : 'checkbox'} name={only ? group : undefined} checked={right} onChange={({ target }) => set(index, { right: target.checked })}>{named}{t`Right`}</Checkbox>
              <TextField id={`q-${path}.${index}.because`} label={t`${name}: why`} optional small maxLength={1000} error={fault(`${path}.${index}.because`)} value={because} onChange={({ target }) => set(index, { because: target.value })} />
              {options.length > least && <Button size="small" icon="trash" onClick={() => onChange(options.filter((_, at) => at !== index))}>{named}{t`Remove`}</Button>}
            </li>
          );
        })}
      </ol>
      {options.length < most && <Button size="small" icon="plus" onClick={() => onChange([...options, { text: '' }])}>{add}</Button>}
    </Group>
  );
}
