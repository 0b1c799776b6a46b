import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Lesson } from '../../../api/learning';
import { launchPackage, packageRunQuery } from '../../../api/packages';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { UnitList } from './UnitList';
import './packages.css';

interface PackageLessonProps {
  enrolment: string;
  lesson: Lesson;
  onDone: () => void;
}

/** An imported course as a lesson: how far one is in each unit, and the frame it runs in, which is another origin's. */
export function PackageLesson({ enrolment, lesson, onDone }: PackageLessonProps) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const frame = useRef<HTMLIFrameElement>(null);
  const { data: run, error, refetch } = useQuery(packageRunQuery(enrolment, lesson.id));
  const launch = useMutation({ mutationFn: () => launchPackage(enrolment, lesson.id) });
  const { data: launched, reset } = launch;
  const told = useRef(onDone);
  useEffect(() => { told.current = onDone; });
  useEffect(() => {
    if (!launched) return;
    const { origin } = new URL(launched.playerUrl);
    const hear = ({ origin: from, source, data }: MessageEvent) => {
      if (from !== origin || source !== frame.current?.contentWindow) return;
      const what = (data as { focalpoint?: unknown } | null)?.focalpoint;
      if (what !== 'package-left' && what !== 'package-progress') return;
      // What it says is only a reason to look: how far somebody is comes from the portal.
      void queries.invalidateQueries({ queryKey: packageRunQuery(enrolment, lesson.id).queryKey }).then(() => told.current());
      if (what === 'package-left') reset();
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [launched, enrolment, lesson.id, queries, reset]);

  if (error && !run) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!run) return <Skeleton />;
  const begun = run.units.some(({ savedAt }) => savedAt !== null);
  return (
    <section className="stack" aria-label={lesson.title}>
      {launched ? (
        <iframe
          ref={frame} className="package-frame" title={lesson.title} src={`${launched.playerUrl}/${i18n.locale === 'ar' ? 'ar' : 'en'}`}
          // Another origin's page: as itself it may run scripts and keep its storage, and reaches nothing of ours.
          // oxlint-disable-next-line react/iframe-missing-sandbox
          sandbox="allow-scripts allow-same-origin allow-forms allow-downloads" allow="fullscreen; autoplay" referrerPolicy="no-referrer"
        />
      ) : (
        <>
          {run.runningSince && (
            <Note look="warning" title={t`This course is open elsewhere.`}>
              <Trans>If you open it here, it goes on here, and what is done there from then on no longer counts.</Trans>
            </Note>
          )}
          {launch.error && <Failure problem={asProblem(launch.error)} />}
          <div className="row">
            <Button look="main" busy={launch.isPending} onClick={() => launch.mutate()}>{run.runningSince ? t`Take over and open here` : begun ? t`Go on with the course` : t`Open the course`}</Button>
          </div>
        </>
      )}
      <UnitList units={run.units} />
    </section>
  );
}
