import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/icon/Icon';
import { Banner } from '../ui/state/Banner';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => { removeEventListener('online', listener); removeEventListener('offline', listener); };
}

/** The browser has lost the line. What is on the screen stays; the region is there before it speaks. */
export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && <Banner look="warning"><Icon name="offline" small /><span><Trans>No connection. What you see may be out of date; what you typed stays here.</Trans></span></Banner>}
    </div>
  );
}
