import type { ReactNode } from 'react';
import { lazyRouteComponent } from '@tanstack/react-router';
import { addTexts, worded, type Texts } from '../i18n/i18n';

interface Screens { texts: Texts }

/** A screen that is fetched, with its texts, when somebody is about to open it. */
export function lazy<Module extends Screens, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(() => worded(load()), name);
}

/** A screen people land on: it brings all its texts itself. */
export function landing<Module extends Screens, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(async () => {
    const screen = await load();
    await addTexts(screen.texts);
    return screen;
  }, name);
}

/** A route's component that renders a lazy screen with what the address says; fetched on intent like the screen itself. */
export function fetchedWith(screen: { preload?: () => Promise<void> | undefined }, component: () => ReactNode) {
  return Object.assign(component, { preload: () => screen.preload?.() });
}
