import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Factors } from '../../api/factors';
import type { Nomination } from '../../api/focal-points';
import type { Page } from '../../api/model';
import type { FactorReset, Person, Review } from '../../api/people';
import type { RetentionRequest, Rule } from '../../api/retention';
import { useMayEver, useSession } from '../../api/session';

const steps: Partial<Record<Nomination['state'], string>> = { nominated: 'check', checked: 'approve' };
const isReady = ({ state, letter, allows }: Nomination) => allows.includes(steps[state] ?? '') && letter !== null && !['pending', 'rejected', 'infected'].includes(letter.scan);
const isAlone = ({ passkeys, passkeysPossible }: Factors) => passkeysPossible && passkeys.filter(({ suspended }) => !suspended).length === 1;

const get = <Answer>(path: string) => ({ signal }: { signal: AbortSignal }) => call<Answer>(path, { signal });

/** What waits because of an office the reader holds, and for the reader's own account. A list that does not come holds no duty here: its own screen says why. */
export function useOtherDuties() {
  const { party } = useSession();
  const nominates = useMayEver('read:nomination');
  const admits = useMayEver('admit:delegation');
  const reviews = useMayEver('review:delegation');
  const resets = useMayEver('decide:factorreset');
  const nominations = useQuery({ queryKey: ['nominations', 'waiting'], queryFn: get<Page<Nomination>>('/nominations?state=open'), enabled: nominates });
  const arrivals = useQuery({ queryKey: ['people', 'pages', 'waiting'], queryFn: get<Page<Person>>('/people?state=pending'), enabled: admits });
  const review = useQuery({ queryKey: ['people', 'review'], queryFn: get<Review>('/people/review'), enabled: reviews });
  const lost = useQuery({ queryKey: ['resets', 'waiting'], queryFn: get<Page<FactorReset>>('/resets?state=open'), enabled: resets });
  const seconds = useQuery({ queryKey: ['retention', 'requests', 'waiting'], queryFn: get<Page<RetentionRequest>>('/retention-requests?state=open'), enabled: useMayEver('decide:retentionrequest') });
  const rules = useQuery({ queryKey: ['retention', 'rules', 'waiting'], queryFn: get<Page<Rule>>('/retention-rules'), enabled: useMayEver('decide:retentionrule') });
  const factors = useQuery({ queryKey: ['factors'], queryFn: get<Factors>('/session/factors'), staleTime: 5 * 60_000, select: isAlone });
  const open = nominations.data?.items ?? [];
  const unconfirmed = review.data?.id ? review.data.people.filter(({ isConfirmed }) => !isConfirmed).length : 0;
  const duties = {
    nominations: open.filter(isReady).length,
    questions: open.filter(({ allows, messages }) => allows.includes('answer') && messages.length > 0 && messages.at(-1)?.party !== party.code).length,
    arrivals: (arrivals.data?.items ?? []).filter(({ allows }) => allows.includes('admit')).length,
    unconfirmed,
    resets: (lost.data?.items ?? []).filter(({ allows }) => allows.includes('decide')).length,
    seconds: (seconds.data?.items ?? []).filter(({ allows }) => allows.includes('decide')).length,
    rules: (rules.data?.items ?? []).filter(({ decision, allows }) => decision === null && allows.includes('decide')).length,
    alone: factors.data === true,
  };
  return {
    ...duties,
    confirmBy: review.data?.lapsesOn ?? '',
    count: Object.values(duties).filter(Boolean).length,
    pending: [nominations, arrivals, review, lost, seconds, rules, factors].some(({ isLoading }) => isLoading),
  };
}
