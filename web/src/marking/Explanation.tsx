import { useQuery } from '@tanstack/react-query';
import { useLingui } from '@lingui/react/macro';
import { explanationQuery } from '../api/directory';
import { asProblem } from '../api/problem';
import { Icon } from '../ui/icon/Icon';
import { Failure } from '../ui/state/Failure';
import { Skeleton } from '../ui/state/Skeleton';
import { sentence } from './sentence';
import './explanation.css';

/** Why somebody may or may not do something with a document, asked of the server: its sentence and the facts it weighed. */
export function Explanation({ id, verb, party }: { id: string; verb: string; party?: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(explanationQuery(id, verb, party));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={1} />;
  return (
    <div className="explanation" role="status">
      <p><strong lang="en">{sentence(data.sentence)}</strong></p>
      {data.facts.length > 0 && (
        <ul className="facts">
          {data.facts.map(({ fact, holds }) => (
            <li key={fact} className={holds ? 'holds' : undefined}>
              <Icon name={holds ? 'check' : 'x'} small />
              <span><span className="hidden-text">{holds ? t`Holds:` : t`Does not hold:`} </span><bdi lang="en">{sentence(fact)}</bdi></span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
