import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { TrialDraw } from '../../../api/banks';
import { Button } from '../../../ui/actions/Button';
import { TextField } from '../../../ui/fields/TextField';
import { Status } from '../../../ui/state/Status';
import type { SectionDraft } from './drafts';

interface SectionFieldsProps {
  index: number;
  section: SectionDraft;
  supply: TrialDraw['sections'][number] | undefined;
  fault: (path: string) => string | undefined;
  only: boolean;
  onChange: (part: Partial<SectionDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One section: so many questions with all of these tags; and beside it what the bank holds for it. */
export function SectionFields({ index, section: { title, draw, tags, least }, supply, fault, only, onChange, onMove, onRemove }: SectionFieldsProps) {
  const { t } = useLingui();
  const place = index + 1;
  const named = <span className="hidden-text">{t`Section ${place}:`} </span>;
  const at = (member: string) => `sections.${index}.${member}`;
  return (
    <li className="stack-tight">
      <div className="blueprint-section">
        <TextField id={`b-${at('title')}`} label={t`Section ${place}`} maxLength={200} error={fault(at('title'))} value={title} onChange={({ target }) => onChange({ title: target.value })} />
        <TextField id={`b-${at('draw')}`} label={t`Draws`} type="number" min={1} max={100} short error={fault(at('draw'))} value={draw} onChange={({ target }) => onChange({ draw: target.value })} />
        <TextField id={`b-${at('tags')}`} label={t`With all these tags`} error={fault(at('tags')) ?? fault(`${at('tags')}.0`)} value={tags} onChange={({ target }) => onChange({ tags: target.value })} />
        <TextField id={`b-${at('least')}`} label={t`At least, points`} optional type="number" min={0} max={100} short error={fault(at('least'))} value={least} onChange={({ target }) => onChange({ least: target.value })} />
        <span className="row">
          <Button size="small" icon="up" onClick={() => onMove(-1)}>{named}{t`Up`}</Button>
          <Button size="small" icon="down" onClick={() => onMove(1)}>{named}{t`Down`}</Button>
          {!only && <Button size="small" icon="trash" onClick={onRemove}>{named}{t`Remove`}</Button>}
        </span>
      </div>
      <p className="small blueprint-supply" role="status">
        {supply && <Status look={supply.enough ? 'good' : 'bad'}>{supply.endless ? t`The bank draws exercises for it without end.` : plural(supply.held, { one: 'The bank holds # question for it.', other: 'The bank holds # questions for it.' })}</Status>}
        {supply && supply.critical > 0 && <Status look="attention">{plural(supply.critical, { one: '# of them is critical: missing it fails the section.', other: '# of them are critical: missing one fails the section.' })}</Status>}
      </p>
    </li>
  );
}
