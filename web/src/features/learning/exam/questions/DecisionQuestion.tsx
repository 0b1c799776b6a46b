import { useLingui } from '@lingui/react/macro';
import type { Decision } from '../../../../api/examinations';
import { RadioGroup } from '../../../../ui/fields/RadioGroup';
import { Ticks } from './ChoiceQuestion';
import type { FormProps } from './form-props';
import { useDecisionWords } from './words';

const decisions: Decision[] = ['admit', 'second_line', 'refuse'];

/** What to do with the person at the desk, and why. Reasons count once a decision is taken. */
export function DecisionQuestion({ question: { reasons }, answer, onChange, fault }: FormProps<'decision'>) {
  const { t } = useLingui();
  const words = useDecisionWords();
  const given = answer?.reasons ?? [];
  return (
    <>
      <RadioGroup label={t`Your decision`} error={fault} value={answer?.decision ?? ''} choices={decisions.map((value) => ({ value, label: words[value] }))} onChange={(decision) => onChange({ decision, reasons: given })} />
      {reasons.length > 0 && answer?.decision && <Ticks label={t`Reasons that bear it out`} options={reasons} chosen={given} onChange={(chosen) => onChange({ decision: answer.decision, reasons: chosen })} />}
    </>
  );
}
