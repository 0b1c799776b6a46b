import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { studyQuery } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { usePreferences } from '../../../preferences/preferences';
import { ButtonLink } from '../../../ui/actions/Link';
import { Page } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { CourseBar } from './CourseBar';
import { Finished } from './Finished';
import { LessonPage } from './LessonPage';
import { OutlineNav } from './OutlineNav';
import { placeSearch } from './search';
import { useSaver } from './useSaver';
import './player.css';

/** A course being taken: outline, one step a page, the next one always in the same place, and the place kept wherever one goes on. */
export function PlayerScreen() {
  const { id } = useParams({ from: '/learning/study/$id' });
  const raw = useSearch({ from: '/learning/study/$id' });
  const { t } = useLingui();
  const navigate = useNavigate();
  const { lowData } = usePreferences();
  const [textOnly, setTextOnly] = useState(lowData);
  const [language, setLanguage] = useState<string>();
  const [finished, setFinished] = useState(false);
  const { data: study, error, refetch } = useQuery(studyQuery(id));
  const saver = useSaver(id);
  const search = placeSearch({ ...raw });
  const lessons = study?.outline.flatMap((part) => part.lessons) ?? [];
  const code = search.lesson ?? study?.resume ?? lessons[0]?.code;
  // The address says where one is, also of somebody who came by "Resume".
  useEffect(() => {
    if (!search.lesson && code) void navigate({ to: '/learning/study/$id', params: { id }, search: { lesson: code }, replace: true });
  }, [search.lesson, code, id, navigate]);
  if (error && !study) return <Page title={t`Course`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!study) return <Page title={t`Course`}><Skeleton /></Page>;
  if (study.course && study.state === 'failed') {
    return (
      <Page title={study.course.title}>
        <EmptyState title={t`You did not pass this course`} actions={<><ButtonLink look="main" to="/learning/courses/$id" params={{ id: study.course.id }}>{t`To the course`}</ButtonLink><ButtonLink to="/learning/mine">{t`To my courses`}</ButtonLink></>}>
          {t`Every attempt at its examination is used. On the page of the course you can enrol again and take it anew.`}
        </EmptyState>
      </Page>
    );
  }
  if (!study.course || !study.allows.includes('study') || !code) {
    return (
      <Page title={t`Course`}>
        <EmptyState title={study.course ? t`There is nothing to study here` : t`This course is not open to you any more`} actions={<ButtonLink to="/learning/mine">{t`To my courses`}</ButtonLink>}>
          {study.course ? t`Your enrolment is not under way.` : t`Its originator decides who takes it, and that may change at any time.`}
        </EmptyState>
      </Page>
    );
  }
  const go = (lesson: string, step?: number) => {
    setFinished(false);
    void navigate({ to: '/learning/study/$id', params: { id }, search: { lesson, step } });
  };
  return (
    <Page
      title={study.course.title}
      className="player"
      banner={<CourseBar study={study} state={saver.state} textOnly={textOnly} onTextOnly={setTextOnly} language={language} onLanguage={setLanguage} />}
    >
      <div className="play">
        <OutlineNav study={study} language={language ?? study.language ?? study.languages[0]} here={finished ? null : code} onGo={go} />
        {finished
          ? <Finished study={study} language={language ?? study.language ?? undefined} />
          : <LessonPage key={`${code}/${language ?? ''}`} course={study.course.id} enrolment={id} code={code} step={search.step} language={language} textOnly={textOnly} saver={saver} onGo={go} onFinish={() => { setFinished(true); void refetch(); }} />}
      </div>
    </Page>
  );
}
