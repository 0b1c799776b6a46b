import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Lesson } from '../../../api/learning';
import { launchPackage, packageRunQuery } from '../../../api/packages';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { PackageFrame } from './PackageFrame';
import { UnitList } from './UnitList';

interface PackageLessonProps {
  enrolment: string;
  lesson: Lesson;
  onDone: () => void;
}

/** An imported course as a lesson: how far one is in each unit, and the frame it runs in, which is another origin's. */
export function PackageLesson({ enrolment, lesson, onDone }: PackageLessonProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: run, error, refetch } = useQuery(packageRunQuery(enrolment, lesson.id));
  const launch = useMutation({ mutationFn: () => launchPackage(enrolment, lesson.id) });
  const { data: launched, reset } = launch;
  const said = (what: 'package-progress' | 'package-left') => {
    // What it says is only a reason to look: how far somebody is comes from the portal.
    void queries.invalidateQueries({ queryKey: packageRunQuery(enrolment, lesson.id).queryKey }).then(onDone);
    if (what === 'package-left') reset();
  };

  if (error && !run) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!run) return <Skeleton />;
  const begun = run.units.some(({ savedAt }) => savedAt !== null);
  return (
    <section className="stack" aria-label={lesson.title}>
      {launched ? (
        <PackageFrame title={lesson.title} playerUrl={launched.playerUrl} onSaid={said} />
      ) : (
        <>
          {run.runningSince && !run.isWithdrawn && (
            <Note look="warning" title={t`This course is open elsewhere.`}>
              <Trans>If you open it here, it goes on here, and what is done there from then on no longer counts.</Trans>
            </Note>
          )}
          {run.isWithdrawn && <Note look="danger" title={t`This course was withdrawn.`}><Trans>Something harmful was found in it, so it cannot be opened any more. Those who look after it were told; what you reached so far stays.</Trans></Note>}
          {launch.error && <Failure problem={asProblem(launch.error)} />}
          {!run.isWithdrawn && (
            <div className="row">
              <Button look="main" busy={launch.isPending} onClick={() => launch.mutate()}>{run.runningSince ? t`Take over and open here` : begun ? t`Go on with the course` : t`Open the course`}</Button>
            </div>
          )}
        </>
      )}
      <UnitList units={run.units} />
    </section>
  );
}
