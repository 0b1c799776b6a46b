import { useLingui } from '@lingui/react/macro';
import { useQueries, useQuery } from '@tanstack/react-query';
import { audiencesQuery, addresseesQuery } from '../api/directory';
import { partiesQuery } from '../api/parties';
import { useLabel } from '../i18n/vocabulary';
import { bodies } from './vocabulary';
import type { Pick } from './Picker';

/** Parties, and (for AMBER) the audiences and bodies a marking can name. */
export function useCircles(): { parties: Pick[]; circles: Pick[] } {
  const { t } = useLingui();
  const label = useLabel();
  const { data: parties = [] } = useQuery(partiesQuery);
  const { data: audiences = [] } = useQuery(audiencesQuery);
  const states = parties
    .filter(({ standing }) => standing === 'active')
    .map(({ code, name, kind }) => ({ value: code, name, code, group: kind === 'organisation' || kind === 'secretariat' ? t`Organisations` : t`States and territories` }));
  const groups = Object.keys(bodies).filter((code) => code !== 'FORUM').map((code) => ({ value: code, name: label(bodies, code), group: t`Groups` }));
  const named = audiences.map(({ id, name }) => ({ value: id, name, group: t`Audiences` }));
  return { parties: states, circles: [...groups, ...named, ...states] };
}

/** People a TLP:RED record can name, of the parties looked at. */
export function usePeople(parties: string[]): Pick[] {
  return useQueries({
    queries: parties.map((code) => ({ ...addresseesQuery(code), retry: false })),
    combine: (answers) => answers.flatMap(({ data = [] }, index) => data.map(({ id, name }) => ({ value: id, name, group: parties[index] ?? '', code: parties[index] }))),
  });
}
