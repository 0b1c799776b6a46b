import { lazyRouteComponent } from '@tanstack/react-router';
import { worded, type Texts } from '../i18n/i18n';

interface Screens { texts: Texts }

/** A screen that is fetched, with its texts, when somebody is about to open it. */
export function lazy<Module extends Screens, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(() => worded(load()), name);
}

/** The same for screens on which markings are explained or chosen: they need those texts as well. */
export function lazyMarked<Module extends Screens, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazy(async () => (await Promise.all([load(), worded(import('../marking/texts'))]))[0], name);
}
