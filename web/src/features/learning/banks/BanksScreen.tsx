import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { bankQuery } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { Link } from '../../../ui/actions/Link';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { BankList } from './BankList';
import { Items } from './Items';
import { NewQuestion } from './NewQuestion';
import { QuestionScreen } from './QuestionScreen';
import { type BankSearch, bankSearch } from './search';
import './banks.css';

/** The banks, one of them, or one of its questions, as the address says. */
export function BanksScreen({ id, search }: { id?: string; search: BankSearch }) {
  return id ? <BankScreen id={id} search={search} /> : <BankList />;
}

function BankScreen({ id, search: raw }: { id: string; search: BankSearch }) {
  const { t } = useLingui();
  const search = bankSearch(raw);
  const { data: bank, error, refetch } = useQuery(bankQuery(id));
  if (error) return <Page title={t`Question bank`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!bank) return <Page title={t`Question bank`}><Skeleton rows={5} /></Page>;
  if (search.item || search.new) return <QuestionScreen key={search.item ?? search.new} bank={bank} item={search.item} type={search.new} language={search.language ?? null} />;
  return (
    <Page title={bank.title}>
      <Breadcrumbs links={[<Link key="learning" to="/learning" search={{ box: 'ours' }}>{t`Learning`}</Link>, <Link key="banks" to="/learning/banks/{-$id}">{t`Question banks`}</Link>]} here={bank.courseCode} />
      <PageHead title={<bdi dir="auto">{bank.title}</bdi>} action={bank.allows.includes('write') && <NewQuestion bank={id} />}><Link to="/learning/courses/$id/edit" params={{ id: bank.courseId }}>{t`To the course`}</Link></PageHead>
      <Items bank={bank} search={search} />
    </Page>
  );
}
