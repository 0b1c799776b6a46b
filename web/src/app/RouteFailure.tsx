import { useLingui } from '@lingui/react/macro';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { asProblem } from '../api/problem';
import { Page } from '../ui/page/Page';
import { Failure } from '../ui/state/Failure';
import { Brand } from './Brand';

/** What a screen shows when it breaks: the header and the other screens go on. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  const router = useRouter();
  const retry = () => { reset(); void router.invalidate(); };
  return <Page title={t`Something went wrong`}><Failure whole problem={asProblem(error)} onRetry={retry} /></Page>;
}

/** The same before anybody is known: without navigation, because nothing behind it would answer either. */
export function StartFailure(props: ErrorComponentProps) {
  return <><header className="bar"><div className="wrap"><Brand /></div></header><RouteFailure {...props} /></>;
}
