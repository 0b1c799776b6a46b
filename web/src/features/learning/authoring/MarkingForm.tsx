import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { courseAudienceQuery } from '../../../api/authoring';
import { call } from '../../../api/client';
import type { Course } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { AudienceList } from '../../../marking/AudienceList';
import { MarkingField } from '../../../marking/MarkingField';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';

/** Whom a course is for, and who that is today. For course officers. */
export function MarkingForm({ course }: { course: Course }) {
  const { t } = useLingui();
  const { list } = useFormats();
  const queries = useQueryClient();
  const [marking, setMarking] = useState(course.marking);
  const audience = useQuery(courseAudienceQuery(course.id));
  const saved = useMutation({
    mutationFn: () => call<Course>(`/courses/${course.id}/marking`, { method: 'PUT', body: { marking }, ifMatch: course.rowVersion }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['courses'] }),
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  return (
    <div className="stack">
      <p className="measure"><Trans>The marking is the list of admission: who finds the course, who may be sent to it and who may go on with it. A change acts at once, also on those who study.</Trans></p>
      <MarkingField value={marking} onChange={setMarking} errors={problem?.errors} names={course.audienceNames} />
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      <div><Button look="main" busy={saved.isPending} onClick={() => saved.mutate()}>{t`Mark the course`}</Button></div>
      <h3>{course.state === 'draft' ? t`Who would find it once published` : t`Who finds it`}</h3>
      {audience.isPending && <Skeleton rows={2} />}
      {audience.error && <Failure problem={asProblem(audience.error)} />}
      {audience.data && (
        <>
          <p>{plural(audience.data.people, { one: '# person', other: '# people' })}</p>
          <AudienceList parties={audience.data.parties} />
          {audience.data.others.length > 0 && <p className="small muted"><Trans>Nobody of: {list(audience.data.others)}.</Trans></p>}
        </>
      )}
    </div>
  );
}
