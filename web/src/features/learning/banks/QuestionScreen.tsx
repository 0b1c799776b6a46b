import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type Bank, codesQuery, itemQuery, type QuestionType } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Chapter, Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import { type Draft, draftOf, nextCode } from './drafts';
import { Fares } from './Fares';
import { kindOf } from './kinds/kinds';
import { QuestionEditor } from './QuestionEditor';
import { Versions } from './Versions';

/** One question: written on one side, tried on the other; how it fares and what it was before below. */
export function QuestionScreen({ bank, item, type, language }: { bank: Bank; item?: string; type?: QuestionType; /** Null: as it was written. */ language: string | null }) {
  const { t, i18n } = useLingui();
  const { language: nameOf, list } = useFormats();
  const found = useQuery({ ...itemQuery(item ?? ''), enabled: item !== undefined });
  const others = useQuery({ ...codesQuery(bank.id), enabled: item === undefined });
  const crumbs = [<Link key="banks" to="/learning/banks/{-$id}">{t`Question banks`}</Link>, <Link key="bank" to="/learning/banks/{-$id}" params={{ id: bank.id }}>{bank.courseCode}</Link>];
  const failed = found.error ?? others.error;
  const kind = kindOf(found.data?.type ?? type ?? 'choice');
  if (failed) return <Page title={t`Question`}><Failure whole problem={asProblem(failed)} onRetry={() => void (found.error ? found.refetch() : others.refetch())} /></Page>;
  if (item ? !found.data : !others.data) return <Page title={t`Question`}><Skeleton rows={5} /></Page>;
  const question = found.data;
  const codes = others.data ?? [];
  const begun: Draft = question ? draftOf(question.question) : { code: nextCode(codes), type: type ?? 'choice', tags: '', stem: '', ...kind?.fresh() };
  const lacking = question ? bank.languages.flatMap(({ language: one }) => (question.languages.includes(one) ? [] : [one])) : [];
  const languages = list(lacking.map(nameOf));
  const title = question?.code ?? t`New question`;
  return (
    <Page title={title}>
      <Breadcrumbs links={crumbs} here={title} />
      <PageHead title={<bdi>{title}</bdi>}>
        <span className="row">
          <span>{kind ? i18n._(kind.name) : question?.type}</span>
          {question && <span className="muted">{t`Version ${question.version}`}</span>}
          {question?.critical && <Status look="attention">{t`Critical`}</Status>}
          {lacking.length > 0 && <Status look="attention">{t`Not in ${languages}`}</Status>}
          {question?.retiredAt && <Status look="not-yet">{t`Retired`}</Status>}
        </span>
      </PageHead>
      <QuestionEditor key={question?.version ?? 'new'} bank={bank} item={question} begun={begun} language={language} />
      {question && <Chapter id="figures" title={t`How it fares`}><Fares item={question.id} /></Chapter>}
      {question && <Chapter id="versions" title={t`Versions`}><Versions bank={bank} item={question} language={language} /></Chapter>}
    </Page>
  );
}
