import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../actions/Button';

/** What the failure looks like from outside; `reference` finds the line in the server's log. */
export interface FailureFacts { status: number; type?: string; detail?: string; instance?: string; title?: string }

export interface FailureProps { problem: FailureFacts; onRetry?: () => void; actions?: ReactNode; /** Heads the whole screen instead of a part of it. */ whole?: boolean }

/** What a server answered, in words. Of no text of its own: it lives on those all later screens share. */
export function Told({ problem, onRetry, actions, whole = false }: FailureProps) {
  const { title, text } = useWords(problem);
  const Heading = whole ? 'h1' : 'h2';
  const again = [429, 500, 502, 503, 504].includes(problem.status);
  const { t } = useLingui();
  return (
    <>
      <Heading>{title}</Heading>
      <p dir="auto">{text}</p>
      {problem.status >= 500 && problem.instance && <p className="small muted">{t`Reference:`} <bdi className="mono">{problem.instance}</bdi></p>}
      {(again && onRetry || actions) && <div className="row">{again && onRetry && <Button onClick={onRetry}>{t`Try again`}</Button>}{actions}</div>}
    </>
  );
}

function useWords({ status, detail, type }: FailureFacts): { title: string; text: string } {
  const { t } = useLingui();
  // What answers on the device itself has no words of its own.
  switch (type) {
    case '/problems/offline-altered': return { title: t`This copy is not opened`, text: t`It was altered on this device. Save the course again when the line is back.` };
    case '/problems/offline-expired': return { title: t`This copy has ended`, text: t`A course is kept for thirty days. Save it again when the line is back.` };
    case '/problems/offline-clock': return { title: t`This copy is not opened`, text: t`The clock of this device stands in the past. Set it right.` };
    case '/problems/offline-not-kept': return { title: t`Not on this device`, text: t`This lesson was not saved. It opens when the line is back.` };
    case '/problems/offline-examination': return { title: t`Examined on line`, text: t`This opens when the line is back. Examinations are never kept on a device.` };
    case '/problems/offline-package': return { title: t`Runs on line only`, text: t`This opens when the line is back. Imported lessons are not kept on a device.` };
  }
  switch (status) {
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
