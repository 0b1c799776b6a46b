import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Bank } from '../../../api/banks';
import { call } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';

/** To the question bank of a course, which is opened when it is first asked for. */
export function ToBank({ course }: { course: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const opened = useMutation({
    mutationFn: () => call<Bank>(`/courses/${course}/bank`, { method: 'PUT', body: {} }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['banks'], exact: true });
      void navigate({ to: '/learning/banks/{-$id}', params: { id } });
    },
  });
  return <div>{opened.error ? <Failure problem={asProblem(opened.error)} onRetry={() => opened.mutate()} /> : <Button icon="list" busy={opened.isPending} onClick={() => opened.mutate()}>{t`Question bank`}</Button>}</div>;
}
