import { createElement, type ComponentType } from 'react';
import { lazyRouteComponent, useParams, useSearch } from '@tanstack/react-router';
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

/** The same for a screen that is told what the address says: its parameters by their names, and the rest as `search`. */
export function told<Module extends Screens, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  const Screen = lazy(load, name) as ComponentType<object> & { preload?: () => Promise<void> | undefined };
  const Told = () => createElement(Screen, { ...useParams({ strict: false }), search: useSearch({ strict: false }) } as object);
  return Object.assign(Told, { preload: () => Screen.preload?.() });
}
