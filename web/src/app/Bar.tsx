import { useLingui } from '@lingui/react/macro';
import { Link } from '../ui/actions/Link';
import { Menu } from '../ui/actions/Menu';
import { Icon } from '../ui/icon/Icon';
import { later } from '../ui/later';
import { narrow, useMedia } from '../ui/useMedia';
import { worded } from '../i18n/i18n';
import { AccountFace } from './AccountFace';
import { Brand } from './Brand';
import { Places } from './Places';
import { useSlash } from './slash';

const AccountMenu = later(async () => (await worded(import('./account'))).AccountMenu);

/** Mark, places, search, account. On a phone the places move into the menu. */
export function Bar() {
  const { t } = useLingui();
  const phone = useMedia(narrow);
  useSlash();
  return (
    <div className="bar">
      <div className="wrap">
        <Link to="/" className="home-link"><Brand /><span className="hidden-text">{t`, home`}</span></Link>
        {!phone && <nav className="nav" aria-label={t`Main`}><Places /></nav>}
        <div className="tools">
          <Link to="/documents" state={{ find: true }} className="find" aria-keyshortcuts="/">
            <Icon name="search" /><span className="find-text">{t`Search`}</span><kbd aria-hidden="true">/</kbd>
          </Link>
          <Menu className="me" summary={phone ? <><Icon name="menu" /><span className="hidden-text">{t`Menu`}</span></> : <AccountFace />}>
            {phone && <nav aria-label={t`Main`}><Places /></nav>}
            <AccountMenu />
          </Menu>
        </div>
      </div>
    </div>
  );
}
