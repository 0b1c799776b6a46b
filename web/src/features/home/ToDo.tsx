import { useLingui } from '@lingui/react/macro';
import { later } from '../../ui/later';
import { Section } from '../../ui/page/Page';
import { EmptyState } from '../../ui/state/EmptyState';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Draft, Received, Returned } from './Duties';
import { useDuties } from './duties';

const OtherDuties = later(async () => (await import('./OtherDuties')).OtherDuties);
const Count = later(async () => (await import('./OtherDuties')).Count);

/** What waits for the reader: requests to answer, questions put to them, drafts to release or finish; then what an office brings along. */
export function ToDo() {
  const { t } = useLingui();
  const { received, returned, drafts, pending, problem, retry } = useDuties();
  const count = received.length + returned.length + drafts.length;
  return (
    <Section id="todo" title={t`For you to do`} aside={!pending && <Count others={count} />}>
      {problem && <Failure problem={problem} onRetry={retry} />}
      {pending && <Skeleton rows={3} />}
      {count > 0 && (
        <ul className="todo">
          {received.map((request) => <Received key={request.id} request={request} />)}
          {returned.map((request) => <Returned key={request.id} request={request} />)}
          {drafts.map((draft) => <Draft key={draft.id} draft={draft} />)}
        </ul>
      )}
      {!pending && !problem && <OtherDuties>{count === 0 && <EmptyState title={t`Nothing waits for you`}>{t`Requests to your party and unfinished drafts appear here.`}</EmptyState>}</OtherDuties>}
    </Section>
  );
}
