import type { ComponentProps } from 'react';
import { AccountMenu as Menu, SignedOut as Ended } from '../features/account/routes';
import { worded } from '../i18n/i18n';
import { later } from '../ui/later';

export { StepUp, texts } from '../features/account/routes';

const offline = () => worded(import('../features/learning/offline/offline'));
const SignOut = later(async () => (await offline()).SignOut);
const WaitsHere = later(async () => (await offline()).WaitsHere);

// Fetched when it is first opened; what it says of a device that keeps courses belongs to these.

export function AccountMenu() {
  return <Menu SignOut={SignOut} />;
}

export function SignedOut(props: Omit<ComponentProps<typeof Ended>, 'children'>) {
  return <Ended {...props}>{'serviceWorker' in navigator && <WaitsHere />}</Ended>;
}
