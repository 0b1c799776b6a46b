import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../actions/Button';
import './state.css';

/** What the failure looks like from outside; `reference` finds the line in the server's log. */
export interface FailureFacts { status: number; detail?: string; instance?: string; title?: string }

interface FailureProps { problem: FailureFacts; onRetry?: () => void; actions?: ReactNode; /** Heads the whole screen instead of a part of it. */ whole?: boolean }

/** Says what happened, what is safe and what to do, for every status a server may answer with. */
export function Failure({ problem, onRetry, actions, whole = false }: FailureProps) {
  const { title, text } = useWords(problem);
  const Heading = whole ? 'h1' : 'h2';
  const again = [0, 429, 500, 502, 503, 504].includes(problem.status);
  const { t } = useLingui();
  return (
    <div className={whole ? 'stack measure' : 'empty'} role="alert">
      <Heading>{title}</Heading>
      <p>{text}</p>
      {problem.status >= 500 && problem.instance && <p className="small muted">{t`Reference:`} <bdi className="mono">{problem.instance}</bdi></p>}
      {(again && onRetry || actions) && <div className="row">{again && onRetry && <Button onClick={onRetry}>{t`Try again`}</Button>}{actions}</div>}
    </div>
  );
}

function useWords({ status, detail }: FailureFacts): { title: string; text: string } {
  const { t } = useLingui();
  switch (status) {
    case 0: return { title: t`No connection`, text: t`The server was not reached. What you typed is still here.` };
    case 401: return { title: t`You are signed out`, text: t`Sign in again to go on. Drafts are kept on the server.` };
    case 403: return { title: t`This is not yours to do`, text: detail ?? t`You may see this, but not do what you asked for.` };
    case 404: return { title: t`Nothing here`, text: t`There is nothing here that you may see.` };
    case 409: return { title: t`Not now`, text: detail ?? t`The record is in another state than this needs.` };
    case 412: return { title: t`Somebody was faster`, text: t`The record was changed since you opened it. Open it again to see both; what you typed is still here.` };
    case 400: case 413: case 415: case 422: return { title: t`This cannot be taken`, text: detail ?? t`The file or form is not as the server needs it.` };
    case 429: return { title: t`Too many questions at once`, text: detail ?? t`Wait a moment and try again.` };
    case 502: case 503: case 504: return { title: t`Not available for the moment`, text: t`Nothing is lost. Try again in a minute.` };
    default: return { title: t`This went wrong on our side`, text: t`It has been recorded. Nothing you sent was half kept.` };
  }
}
