import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { textQuery, versionQuery } from '../../../api/authoring';
import { courseQuery, titleIn } from '../../../api/learning';
import { asProblem } from '../../../api/problem';
import { worded } from '../../../i18n/i18n';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Select } from '../../../ui/fields/Select';
import { later } from '../../../ui/later';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { languages } from './languages';
import { Steps } from './Steps';
import { TextEditor } from './TextEditor';
import './authoring.css';

export interface TextSearch { language?: string }

/** Fetched by those who write an examination. */
const Blueprint = later(async () => (await worded(import('../blueprint/blueprint'))).Blueprint, <Skeleton rows={4} />);

/** The text of one lesson in one language: written on one side, as readers see it on the other; only to be read while its version does not change, and by those who publish it. Of a test its blueprint comes first. */
export function TextScreen() {
  const from = '/learning/courses/$id/edit/$lesson';
  const [{ id, lesson }, search] = [useParams({ from }), useSearch({ from })];
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const navigate = useNavigate();
  const language = typeof search.language === 'string' && languages.includes(search.language) ? search.language : '';
  const course = useQuery(courseQuery(id));
  const text = useQuery({ ...textQuery(lesson, language), enabled: language !== '', retry: false });
  const shown = course.data?.versions.find(({ state }) => state === 'draft' || state === 'review') ?? course.data?.versions.find(({ state }) => state === 'published') ?? course.data?.versions[0];
  const version = useQuery({ ...versionQuery(shown?.id ?? ''), enabled: shown !== undefined });
  const found = version.data?.parts.flatMap(({ lessons }) => lessons).find((one) => one.id === lesson);
  const failed = course.error ?? version.error ?? text.error;
  const problem = failed ? asProblem(failed) : null;
  const isNew = problem?.status === 404 && !course.error && !version.error;
  const own = found ?? course.data?.outline.flatMap(({ lessons }) => lessons).find((one) => one.id === lesson);
  const title = own ? titleIn(language, own) : '';
  const isTest = found?.kind === 'quiz';
  const writes = course.data?.allows.includes('edit') === true && version.data?.state === 'draft' && found !== undefined;
  const choices = writes ? languages : (found?.texts ?? []).map((one) => one.language);
  return (
    <Page title={isTest ? title : t`Text of a lesson`}>
      <Breadcrumbs links={[<Link key="learning" to="/learning" search={{ box: 'ours' }}>{t`Learning`}</Link>, <Link key="course" to="/learning/courses/$id/edit" params={{ id }}>{course.data?.code ?? t`Course`}</Link>]} here={isTest && !language ? t`Test` : language ? nameOf(language) : t`New language`} />
      <PageHead title={isTest ? <bdi dir="auto">{title}</bdi> : t`Text of a lesson`} />
      {isTest && <Blueprint course={id} lesson={lesson} writes={writes} />}
      {isTest && choices.length > 0 && <h2 className="lesson-words">{t`Words before it begins`}</h2>}
      {choices.length > 0 && <Select label={t`Language`} none={t`Choose a language`} value={language} choices={choices.map((code) => ({ value: code, label: nameOf(code) }))} onChange={({ target }) => void navigate({ to: '/learning/courses/$id/edit/$lesson', params: { id, lesson }, search: { language: target.value || undefined }, replace: true })} />}
      {language && (text.isPending || !version.data) && !problem && <Skeleton />}
      {problem && !isNew && <Failure problem={problem} onRetry={() => void text.refetch()} />}
      {writes && language && (text.data || isNew) && <TextEditor key={`${lesson}/${language}`} course={id} lesson={lesson} language={language} text={text.data} title={title} />}
      {version.data && !writes && text.data && (
        <article aria-labelledby="text-title">
          <h2 id="text-title" className="lesson-words" dir="auto" lang={language}>{text.data.title}</h2>
          <Steps steps={text.data.steps} course={id} lesson={lesson} language={language} />
        </article>
      )}
    </Page>
  );
}
