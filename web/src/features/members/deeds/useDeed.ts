import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type RequestOptions } from '../../../api/client';
import { asProblem } from '../../../api/problem';

/** A form that changes the register: it is sent once, its faults stand at their fields, and whatever shows the register is asked again. */
export function useDeed(path: string, method: RequestOptions['method'], onDone: () => void) {
  const queries = useQueryClient();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const done = useMutation({
    mutationFn: (body: object | undefined) => call<unknown>(path, { method, body }),
    onSuccess: async () => {
      await Promise.all([['parties'], ['accessions'], ['standing-changes'], ['audiences']].map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone();
    },
  });
  const problem = done.error ? asProblem(done.error) : null;
  return {
    busy: done.isPending,
    /** @param wanted what has to be filled in: the message for each field that is empty */
    submit: (event: FormEvent, body: object, wanted: [field: string, filled: boolean, message: string][] = []) => {
      event.preventDefault();
      const empty = wanted.filter(([, filled]) => !filled);
      setMissing(Object.fromEntries(empty.map(([field, , message]) => [field, message])));
      if (empty.length === 0) done.mutate(body);
    },
    run: () => done.mutate(undefined),
    fault: (field: string) => missing[field] ?? problem?.errors?.find((one) => one.path === field)?.message,
    /** What concerns no field. */
    failure: problem && !problem.errors?.length ? problem : null,
  };
}
