import { useLingui } from '@lingui/react/macro';
import type { Fault, Marking, Stage, Tlp } from '../../api/model';
import { accepted, tlps, withTlp } from '../../marking/accepted';
import { useCircles } from '../../marking/choices';
import { circleOf, useCircleName } from '../../marking/circles';
import { Picker } from '../../marking/Picker';
import { Button } from '../../ui/actions/Button';
import { Group } from '../../ui/fields/RadioGroup';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { toDay, toMoment } from './moments';

const most = 5;

/** Later steps of the release: from a day on, another marking. Each can be cancelled as long as its day has not come. */
export function StagesField({ stages, first, faultsOf, onChange }: { stages: Stage[]; first: Marking; faultsOf: (index: number) => Fault[]; onChange: (stages: Stage[]) => void }) {
  const { t } = useLingui();
  const change = (index: number, stage: Stage) => onChange(stages.map((one, at) => (at === index ? stage : one)));
  const add = () => onChange([...stages, { at: '', marking: { ...(stages.at(-1)?.marking ?? first) } }]);
  return (
    <Group id="stages" label={t`Later stages`} hint={t`Let more people read it from a later day on. Optional.`}>
      {stages.map((stage, index) => (
        <StageFields
          key={index} index={index} stage={stage} faults={faultsOf(index)}
          onChange={(changed) => change(index, changed)} onRemove={() => onChange(stages.filter((_, at) => at !== index))}
        />
      ))}
      {stages.length < most && <Button size="small" icon="plus" onClick={add}>{t`Add a stage`}</Button>}
    </Group>
  );
}

interface StageFieldsProps { index: number; stage: Stage; faults: Fault[]; onChange: (stage: Stage) => void; onRemove: () => void }

function StageFields({ index, stage: { at, marking }, faults, onChange, onRemove }: StageFieldsProps) {
  const { t } = useLingui();
  const { parties, circles } = useCircles();
  const nameOf = useCircleName();
  const takes = accepted(marking.tlp);
  const number = index + 1;
  const fault = (part: string) => faults.find(({ path }) => path.split(/[.[]/)[0] === part)?.message;
  return (
    <div className="stage stack">
      <div className="when">
        <TextField id={`stage-${index}-at`} label={t`Stage ${number}: from`} error={fault('at')} type="date" short value={toDay(at)} onChange={({ target }) => onChange({ at: toMoment(target.value, 'start') ?? '', marking })} />
        <Select
          id={`stage-${index}-tlp`} label={t`Marking from then on`} error={fault('tlp') ?? fault('withheldFrom') ?? fault('handlingCaveats')} short value={marking.tlp} choices={tlps.filter((tlp) => tlp !== 'red').map((tlp) => ({ value: tlp, label: `TLP:${tlp.toUpperCase()}` }))}
          onChange={({ target }) => onChange({ at, marking: withTlp(marking, target.value as Tlp, (word) => circleOf(word) === 'party') })}
        />
      </div>
      {takes.releasableTo !== 'none' && (
        <Picker
          id={`stage-${index}-releasableTo`} label={t`Releasable to in stage ${number}`} error={fault('releasableTo')} nameOf={nameOf} choices={takes.releasableTo === 'parties' ? parties : circles} chosen={marking.releasableTo}
          onChange={(releasableTo) => onChange({ at, marking: { ...marking, releasableTo } })}
        />
      )}
      <Button size="small" icon="x" onClick={onRemove}>{t`Remove stage ${number}`}</Button>
    </div>
  );
}
