import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api/client';
import type { Factors } from '../../api/factors';
import { ButtonLink } from '../../ui/actions/Link';
import { Duty } from './Duties';

const isAlone = ({ passkeys, passkeysPossible }: Factors) => passkeysPossible && passkeys.filter(({ suspended }) => !suspended).length === 1;

/** A duty to oneself: one passkey alone is lost with its device. Comes after all others; `children` where there is none. */
export function SecondKey({ children }: { children?: ReactNode }) {
  const { t } = useLingui();
  const { data: alone, isPending } = useQuery({ queryKey: ['factors'], queryFn: ({ signal }) => call<Factors>('/session/factors', { signal }), staleTime: 5 * 60_000, select: isAlone });
  if (!alone) return isPending ? null : children;
  return (
    <ul className="todo">
      <Duty icon="shield" title={t`Make a second passkey`} deed={<ButtonLink to="/account" size="small">{t`To your account`}</ButtonLink>}>
        <Trans>If your only one is lost, a recovery code or two officers must let you in.</Trans>
      </Duty>
    </ul>
  );
}
