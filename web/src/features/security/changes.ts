import { useMutation, useQueryClient } from '@tanstack/react-query';
import { factorsQuery } from '../../api/factors';
import { sessionsQuery } from '../../api/own-access';

/** A change to how one signs in. Afterwards ways and sessions are asked for anew: some changes end other sessions. */
export function useChange<Input = void, Result = unknown>(change: (input: Input) => Promise<Result>, onDone?: (result: Result) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      await Promise.all([factorsQuery, sessionsQuery].map(({ queryKey }) => queries.invalidateQueries({ queryKey })));
      onDone?.(result);
    },
  });
}
