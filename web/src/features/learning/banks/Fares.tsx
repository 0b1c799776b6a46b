import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { figuresQuery } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Pairs } from '../../../ui/data/Pairs';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { useFlags } from './words';

/** How a question fares in examinations, in figures and in words. */
export function Fares({ item }: { item: string }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const flags = useFlags();
  const { data, error, refetch } = useQuery(figuresQuery(item));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  if (data.attempts === null) return <p className="muted"><Trans>Figures appear once five people were marked on it. Fewer would tell of persons.</Trans></p>;
  return (
    <div className="stack measure">
      <Pairs pairs={[
        [t`Reached on average (p)`, data.difficulty === null ? '–' : `${number(Math.round(data.difficulty * 100))} %`],
        [t`Discrimination`, data.discrimination === null ? t`None to tell: all got the same` : number(data.discrimination)],
        [t`Answers counted (n)`, number(data.attempts)],
      ]} />
      {data.flags.map((flag) => <Note key={flag} look="warning" title={flags[flag].name}>{flags[flag].meaning}</Note>)}
      {data.flags.length === 0 && (data.attempts < 30 ? <p className="small muted"><Trans>From thirty answers on, it says here what the figures mean.</Trans></p> : <p className="small muted"><Trans>Nothing stands out. Those who do well in the rest get it right more often.</Trans></p>)}
    </div>
  );
}
