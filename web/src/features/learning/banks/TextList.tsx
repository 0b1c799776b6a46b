import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/actions/Button';
import { Group } from '../../../ui/fields/RadioGroup';
import { TextField } from '../../../ui/fields/TextField';
import { moved } from '../authoring/outline-drafts';

interface TextListProps {
  /** Where the list stands in the question; ids and faults hang on it. */
  path: string;
  legend: string;
  hint?: ReactNode;
  item: (place: number) => string;
  add: string;
  least?: number;
  most: number;
  maxLength: number;
  /** Its order matters, so there are buttons to move in it. */
  ordered?: boolean;
  /** The language it is written in, where that is not the one of the question. */
  lang?: string;
  dir?: string;
  texts: readonly string[];
  fault: (path: string) => string | undefined;
  onChange: (texts: string[]) => void;
}

/** A list of short texts: added to, taken from, and moved in with buttons. */
export function TextList({ path, legend, hint, item, add, least = 1, most, maxLength, ordered = false, lang, dir = 'auto', texts, fault, onChange }: TextListProps) {
  const { t } = useLingui();
  return (
    <Group id={`q-${path}`} label={legend} hint={hint} error={fault(path)}>
      <ol className="question-rows">
        {texts.map((text, index) => {
          const named = <span className="hidden-text">{item(index + 1)}: </span>;
          return (
            <li key={index} className="question-line">
              <TextField id={`q-${path}.${index}`} label={item(index + 1)} lang={lang} dir={dir} maxLength={maxLength} error={fault(`${path}.${index}`)} value={text} onChange={({ target }) => onChange(texts.map((one, at) => (at === index ? target.value : one)))} />
              <span className="row">
                {ordered && <Button size="small" icon="up" onClick={() => onChange(moved(texts, index, -1))}>{named}{t`Up`}</Button>}
                {ordered && <Button size="small" icon="down" onClick={() => onChange(moved(texts, index, 1))}>{named}{t`Down`}</Button>}
                {texts.length > least && <Button size="small" icon="trash" onClick={() => onChange(texts.filter((_, at) => at !== index))}>{named}{t`Remove`}</Button>}
              </span>
            </li>
          );
        })}
      </ol>
      {texts.length < most && <Button size="small" icon="plus" onClick={() => onChange([...texts, ''])}>{add}</Button>}
    </Group>
  );
}
