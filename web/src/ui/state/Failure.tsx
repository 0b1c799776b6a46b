import { useLingui } from '@lingui/react/macro';
import { useEffect, useState, type ComponentType } from 'react';
import { addTexts } from '../../i18n/i18n';
import { Button } from '../actions/Button';
import type { FailureProps } from '../failure/Told';
import './state.css';

let words: ComponentType<FailureProps> | undefined;

async function fetchWords(): Promise<ComponentType<FailureProps>> {
  const [{ Told }, { texts }] = await Promise.all([import('../failure/Told'), import('../../i18n/parts')]);
  await addTexts(texts);
  return words = Told;
}

/** Says what happened, what is safe and what to do. The words for an answer are fetched where it came from; those for no answer are here. */
export function Failure(props: FailureProps) {
  const [Told, tell] = useState(() => words);
  const answered = props.problem.status !== 0;
  useEffect(() => {
    if (answered && !Told) void fetchWords().catch(() => Unreached).then((found) => tell(() => found));
  }, [answered, Told]);
  const Words = answered ? Told : Unreached;
  return <div className={props.whole ? 'stack measure' : 'empty'} role="alert">{Words && <Words {...props} />}</div>;
}

function Unreached({ whole, onRetry, actions }: FailureProps) {
  const { t } = useLingui();
  const Heading = whole ? 'h1' : 'h2';
  return (
    <>
      <Heading>{t`No connection`}</Heading>
      <p>{t`The server was not reached. What you typed is still here.`}</p>
      {(onRetry || actions) && <div className="row">{onRetry && <Button onClick={onRetry}>{t`Try again`}</Button>}{actions}</div>}
    </>
  );
}
