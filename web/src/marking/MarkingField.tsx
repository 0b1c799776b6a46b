import { Trans, useLingui } from '@lingui/react/macro';
import { useSession } from '../api/session';
import type { Caveat, Fault, Marking, Tlp } from '../api/model';
import { useLabel } from '../i18n/vocabulary';
import { Checkbox } from '../ui/fields/Checkbox';
import { Group, RadioGroup } from '../ui/fields/RadioGroup';
import { accepted, tlps, withTlp } from './accepted';
import { useCircles } from './choices';
import { circleOf, useCircleName } from './circles';
import { Picker } from './Picker';
import { RecipientsField } from './RecipientsField';
import { TlpLabel } from './TlpLabel';
import { caveats as caveatNames } from './vocabulary';

const caveats: Caveat[] = ['no_onward_sharing', 'no_use_in_proceedings', 'contact_before_action', 'no_derived_products', 'view_only'];

interface MarkingFieldProps {
  value: Marking;
  onChange: (marking: Marking) => void;
  /** The server's faults; paths begin with `marking.` or with the part's own name. */
  errors?: Fault[];
  names?: Record<string, string>;
}

/** Who a record will be released to. Each label offers only the parts the server takes with it. Ids: `marking-tlp`, `marking-releasableTo`, … */
export function MarkingField({ value, onChange, errors = [], names }: MarkingFieldProps) {
  const { t } = useLingui();
  const label = useLabel();
  const nameOf = useCircleName(names);
  const { parties, circles } = useCircles();
  const { party } = useSession();
  const words = useTlpWords();
  const takes = accepted(value.tlp);
  const change = (part: Partial<Marking>) => onChange({ ...value, ...part });
  const fault = (part: string) => errors.find(({ path }) => path.replace('marking.', '').split(/[.[]/)[0] === part)?.message;
  const others = (picks: typeof parties) => picks.filter((pick) => pick.value !== party.code);
  return (
    <div className="stack-wide">
      <RadioGroup
        id="marking-tlp" label={t`Who may know it`} error={fault('tlp')} value={value.tlp}
        choices={tlps.map((tlp) => ({ value: tlp, label: <TlpLabel tlp={tlp} />, hint: words[tlp] }))}
        onChange={(tlp) => onChange(withTlp(value, tlp, (word) => circleOf(word) === 'party'))}
      />
      {takes.releasableTo !== 'none' && (
        <Picker
          id="marking-releasableTo" label={t`Releasable to`} error={fault('releasableTo')} nameOf={nameOf}
          hint={takes.releasableTo === 'parties' ? t`Parties only: no audience and no group.` : t`Parties, audiences and groups. Who is not named does not see it.`}
          choices={others(takes.releasableTo === 'parties' ? parties : circles)} chosen={value.releasableTo} onChange={(releasableTo) => change({ releasableTo })}
        />
      )}
      {takes.recipients && <RecipientsField chosen={value.recipients} error={fault('recipients')} onChange={(recipients) => change({ recipients })} />}
      {takes.withheldFrom && (
        <Picker
          id="marking-withheldFrom" label={t`Withheld from`} error={fault('withheldFrom')} nameOf={nameOf}
          hint={t`Always wins, whatever else names them. Readers do not learn of it.`}
          choices={others(circles.filter((pick) => circleOf(pick.value) !== 'body'))} chosen={value.withheldFrom} onChange={(withheldFrom) => change({ withheldFrom })}
        />
      )}
      <Group id="marking-handlingCaveats" label={t`Handling caveats`} error={fault('handlingCaveats')}>
        {caveats.map((caveat) => (
          <Checkbox
            key={caveat} checked={value.handlingCaveats.includes(caveat)} hint={caveat === 'view_only' ? <Trans>Takes download and print away.</Trans> : undefined}
            onChange={(event) => change({ handlingCaveats: event.target.checked ? [...value.handlingCaveats, caveat] : value.handlingCaveats.filter((one) => one !== caveat) })}
          >{label(caveatNames, caveat)}</Checkbox>
        ))}
      </Group>
    </div>
  );
}

function useTlpWords(): Record<Tlp, string> {
  const { t } = useLingui();
  return {
    clear: t`Everybody, also visitors.`,
    green: t`Every user of an active member.`,
    amber: t`The parties, audiences and groups you name.`,
    'amber+strict': t`The parties you name, no wider circle.`,
    red: t`The persons you name.`,
  };
}
