import { useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { LinkButton } from '../actions/Button';
import { Checkbox } from '../fields/Checkbox';
import { Icon } from '../icon/Icon';
import './facets.css';

export interface FacetValue { value: string; label: ReactNode; /** How many records it would leave. */ count?: string }

interface FacetGroupProps {
  label: string;
  values: FacetValue[];
  chosen: string[];
  onToggle: (value: string) => void;
  /** Folded away until it is asked for or in use. */
  shut?: boolean;
  /** How many are in sight before "All n". */
  first?: number;
  /** What may be chosen besides the values: a pair of days. */
  children?: ReactNode;
}

/** One way to narrow a list: values with the number of records behind each. */
export function FacetGroup(props: FacetGroupProps) {
  const { label, chosen, shut = false } = props;
  if (!shut) return <Values {...props} />;
  return (
    <details className="facet-shut" open={chosen.length > 0 || undefined}>
      <summary>{label}<Icon name="down" small /></summary>
      <Values {...props} hideLegend />
    </details>
  );
}

function Values({ label, values, chosen, onToggle, first = 6, children, hideLegend = false }: FacetGroupProps & { hideLegend?: boolean }) {
  const { t } = useLingui();
  const [all, setAll] = useState(false);
  const shown = all ? values : values.filter(({ value }, index) => index < first || chosen.includes(value));
  const count = values.length;
  return (
    <fieldset className="facet">
      <legend className={hideLegend ? 'hidden-text' : undefined}>{label}</legend>
      <div>
        {shown.map(({ value, label: name, count: records }) => (
          <Checkbox key={value} checked={chosen.includes(value)} count={records} onChange={() => onToggle(value)}>{name}</Checkbox>
        ))}
      </div>
      {shown.length < count && <LinkButton className="small" onClick={() => setAll(true)}>{t`All ${count}`}<span className="hidden-text">: {label}</span></LinkButton>}
      {children}
    </fieldset>
  );
}
