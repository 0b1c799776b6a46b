import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { lessonQuery } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { worded } from '../../../i18n/i18n';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { later } from '../../../ui/later';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Blocks } from '../blocks/Blocks';
import { live } from '../blocks/live';
import { kinds } from './kinds';
import { wayOf } from './keys';
import type { useSaver } from './useSaver';

const Materials = later(async () => (await worded(import('../materials/shown'))).Materials);

interface LessonPageProps {
  course: string;
  enrolment: string;
  code: string;
  step: number | undefined;
  language: string | undefined;
  textOnly: boolean;
  saver: ReturnType<typeof useSaver>;
  onGo: (lesson: string, step?: number) => void;
  onFinish: () => void;
}

/** What trainees may say of themselves that it is done. */
const readByOneself = ['reading', 'exercise', 'material'];

/** One step of a lesson, and the way on. */
export function LessonPage({ course, enrolment, code, step: wanted, language, textOnly, saver: { save }, onGo, onFinish }: LessonPageProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: lesson, error, refetch } = useQuery(lessonQuery(enrolment, code, language));
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const count = Math.max(lesson?.steps.length ?? 1, 1);
  const step = Math.min(wanted ?? lesson?.step ?? 1, count);
  const known = lesson !== undefined;
  const spoken = lesson?.language ?? undefined;
  useEffect(() => {
    if (known) save({ lesson: code, step, language: spoken });
  }, [known, code, step, spoken, save]);
  const shown = known && step;
  useEffect(() => {
    if (shown === false) return;
    if (moved.current) heading.current?.focus();
    moved.current = false;
    window.scrollTo({ top: 0 });
  }, [shown]);

  const forward = () => {
    if (!lesson) return;
    moved.current = true;
    if (step < count) return onGo(code, step + 1);
    if (readByOneself.includes(lesson.kind)) save({ lesson: code, step, language: spoken, done: true });
    if (lesson.next) onGo(lesson.next.code, 1);
    else onFinish();
  };
  const back = () => {
    moved.current = true;
    if (step > 1) onGo(code, step - 1);
    else if (lesson?.previous) onGo(lesson.previous.code);
  };
  const ways = useRef({ forward, back });
  useEffect(() => { ways.current = { forward, back }; });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const way = wayOf(event, document.documentElement.dir === 'rtl');
      if (way === 0) return;
      event.preventDefault();
      if (way > 0) ways.current.forward();
      else ways.current.back();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  if (error && !lesson) return <div><Failure problem={asProblem(error)} onRetry={() => void refetch()} /></div>;
  if (!lesson) return <div><Skeleton /></div>;
  const page = lesson.steps[step - 1];
  const Kind = kinds[lesson.kind];
  const last = step === count;
  const toLesson = (other: string, words: ReactNode) => <LinkButton onClick={() => { moved.current = true; onGo(other, 1); }}>{words}</LinkButton>;
  return (
    <article className="lesson-page" aria-labelledby="lesson-title">
      <div className="spread">
        <p className="small muted" dir="auto" lang={spoken}>{lesson.title}</p>
        {count > 1 && <p className="small muted numbers" role="status"><Trans>Step {step} of {count}</Trans></p>}
      </div>
      <h1 id="lesson-title" ref={heading} tabIndex={-1} dir="auto" lang={spoken}>{page?.title || lesson.title}</h1>
      {page && <div className="lesson" lang={spoken} dir="auto"><Blocks blocks={page.blocks} around={{ course, enrolment, lesson: code, textOnly, language: lesson.language ?? undefined, toLesson, live }} /></div>}
      {last && Kind && <Kind enrolment={enrolment} lesson={lesson} onDone={() => void queries.invalidateQueries({ queryKey: ['enrolments'] })} />}
      {last && !Kind && lesson.kind === 'class' && <p className="muted"><Trans>Your instructor notes it when you were there.</Trans></p>}
      <div className="lesson-ways">
        {(step > 1 || lesson.previous) && <Button icon="previous" onClick={back}>{t`Previous`}</Button>}
        <Button look="main" onClick={forward}>{!last ? t`Next` : lesson.next ? t`Next: ${lesson.next.title}` : t`Finish`}</Button>
      </div>
      <p className="small muted lesson-keys"><Trans>The arrow keys go on and back.</Trans></p>
      <Materials course={course} lesson={code} level={2} />
    </article>
  );
}
