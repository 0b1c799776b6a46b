import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { audiencesQuery } from '../api/directory';
import { usePartyNames } from '../api/parties';
import { useLabel } from '../i18n/vocabulary';
import { bodies } from './vocabulary';

export type Circle = 'party' | 'audience' | 'body' | 'person';
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** What a word of a marking stands for. Ids are audiences or people; the place in the marking tells which. */
export function circleOf(word: string, ids: 'audience' | 'person' = 'audience'): Circle {
  if (word in bodies) return 'body';
  return uuid.test(word) ? ids : 'party';
}

/** The name of a word of a marking, for people: a party, an audience, a body. `names` come with the record. */
export function useCircleName(names: Record<string, string> = {}): (word: string) => string {
  const { t } = useLingui();
  const label = useLabel();
  const partyName = usePartyNames();
  const { data: audiences = [] } = useQuery({ ...audiencesQuery, enabled: false });
  return (word) => {
    if (word in bodies) return label(bodies, word);
    return names[word] ?? partyName(word) ?? audiences.find(({ id }) => id === word)?.name ?? (uuid.test(word) ? t`an audience or person` : word);
  };
}
