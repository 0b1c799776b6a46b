import { Outlet, useLocation } from '@tanstack/react-router';
import { Brand } from './Brand';
import { Shell } from './Shell';

/** Screens that people reach who have no account: a certificate is checked by whoever is shown it. */
export const isForEverybody = (path: string) => path.startsWith('/check');

/** The shell around every screen behind the sign-in; around the others the mark alone. */
export function Around() {
  if (!isForEverybody(useLocation().pathname)) return <Shell />;
  return <><header><div className="bar"><div className="wrap"><Brand /></div></div></header><Outlet /></>;
}
