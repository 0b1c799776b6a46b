import { Trans, useLingui } from '@lingui/react/macro';
import { useOwnName } from '../../api/parties';
import { useMayEver, useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { roles as roleNames, useLabel } from '../../i18n/vocabulary';
import { ButtonLink } from '../../ui/actions/Link';
import { later } from '../../ui/later';
import { Page, PageHead } from '../../ui/page/Page';
import { useGreeting } from './greeting';
import { News } from './News';
import { ToDo } from './ToDo';
import './home.css';

const Tiles = later(async () => (await import('./Tiles')).Tiles);

/** What waits for you and what is new for you. */
export function HomeScreen() {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const label = useLabel();
  const { user, roles } = useSession();
  const ownName = useOwnName();
  // Everybody reads; it is told of those who do nothing else.
  const told = roles.length > 1 ? roles.filter((role) => role !== 'reader') : roles;
  const titles = list(told.map((role) => label(roleNames, role)));
  const contributes = useMayEver('create:document');
  const greeting = useGreeting(user.name);
  const lastTime = user.lastSignInAt ? date(user.lastSignInAt, 'moment') : null;
  return (
    <Page title={t`Home`}>
      <PageHead title={<bdi>{greeting}</bdi>} action={contributes && <ButtonLink to="/share" look="main" icon="plus">{t`Share a document`}</ButtonLink>}>
        <Trans>{titles}, <bdi>{ownName}</bdi>.</Trans> {lastTime && <Trans>Last sign-in {lastTime}.</Trans>}
      </PageHead>
      <div className="home">
        <ToDo />
        <News />
      </div>
      <Tiles />
    </Page>
  );
}
