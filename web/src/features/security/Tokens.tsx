import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { revokeToken, tokensQuery, type Token } from '../../api/own-access';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { useLabel } from '../../i18n/vocabulary';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Confirm } from './Confirm';
import { NewToken } from './NewToken';
import { verbNames } from './verb-names';

/** Tokens for programs, with what each may do and when it was used last. */
export function Tokens() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={1} />;
  return (
    <div className="stack">
      {data.items.length > 0 && <ul className="rows">{data.items.map((token) => <Row key={token.id} token={token} />)}</ul>}
      {data.items.length === 0 && <p className="muted">{t`There are none.`}</p>}
      {data.possible.length > 0 && <div><Button icon="plus" onClick={() => setMaking(true)}>{t`Make a token`}</Button></div>}
      {making && <NewToken possible={data.possible} onClose={() => setMaking(false)} />}
    </div>
  );
}

function Row({ token: { id, name, verbs, createdAt, expiresAt, lastUsedAt } }: { token: Token }) {
  const { t } = useLingui();
  const label = useLabel();
  const { date, ago, list } = useFormats();
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState(false);
  const revoke = async () => { await revokeToken(id); await queries.invalidateQueries({ queryKey: tokensQuery.queryKey }); };
  return (
    <li>
      <div>
        <p><strong><bdi>{name}</bdi></strong></p>
        <Meta>{t`made ${date(createdAt)}`}{t`ends ${date(expiresAt)}`}{lastUsedAt ? t`last used ${ago(lastUsedAt)}` : t`not used yet`}</Meta>
        <p className="small">{list(verbs.map((verb) => label(verbNames, verb)))}</p>
      </div>
      <Button size="small" onClick={() => setRevoking(true)}>{t`Revoke`}<span className="hidden-text"> {name}</span></Button>
      {revoking && <Confirm title={t`Revoke this token?`} deed={t`Revoke`} change={revoke} onClose={() => setRevoking(false)}><Trans>The program that uses “{name}” is refused from its next request on.</Trans></Confirm>}
    </li>
  );
}
