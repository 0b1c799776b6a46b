import { Trans } from '@lingui/react/macro';
import { useSession } from '../api/session';
import { Code } from '../ui/data/Code';
import { Icon } from '../ui/icon/Icon';

/** Who is signed in, for whom. */
export function AccountFace() {
  const { user, party } = useSession();
  return <><span className="me-name"><Trans><bdi>{user.name}</bdi> for</Trans></span> <Code>{party.code}</Code> <Icon name="down" small /></>;
}
