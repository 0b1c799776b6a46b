import { useLingui } from '@lingui/react/macro';
import { LinkButton } from '../actions/Button';
import { Icon } from '../icon/Icon';
import './stepper.css';

/** The steps of a form; `current` counts from 0. Steps done can be gone back to. */
export function Stepper({ steps, current, onStep }: { steps: string[]; current: number; onStep?: (step: number) => void }) {
  const { t } = useLingui();
  return (
    <ol className="steps" aria-label={t`Steps`}>
      {steps.map((name, index) => {
        const done = index < current;
        return (
          <li key={name} className={done ? 'done' : undefined} aria-current={index === current ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">{done ? <Icon name="check" small /> : index + 1}</span>
            <span className="step-name">
              {done && onStep ? <LinkButton onClick={() => onStep(index)}>{name}</LinkButton> : name}
              {done && <span className="hidden-text">{t`, done`}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
