import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { Banner } from '../ui/state/Banner';
import { Footer } from './Footer';
import { Bar } from './Bar';
import { OfflineBar } from './OfflineBar';
import { later } from '../ui/later';
import { worded } from '../i18n/i18n';
import './shell.css';

const InspectionBar = later(async () => (await worded(import('../features/inspection/routes'))).InspectionBar);

/** What stands around every screen. */
export function Shell() {
  const { t } = useLingui();
  const { demo } = useSession();
  return (
    <>
      <a className="skip" href="#main" onClick={toMain}><Trans>Skip to main content</Trans></a>
      <header>
        {demo && <Banner><b lang="en">DEMO</b><span>{t`Demonstration data: invented people and records. Not a system of any real forum.`}</span></Banner>}
        <InspectionBar />
        <Bar />
        <OfflineBar />
      </header>
      <Outlet />
      <Footer />
    </>
  );
}

// A fragment would be an address of its own for the router.
function toMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
