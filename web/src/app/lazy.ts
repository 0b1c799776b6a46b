import { lazyRouteComponent } from '@tanstack/react-router';
import { addTexts, type Texts } from '../i18n/i18n';

/** A screen that is fetched, with its texts, when somebody is about to open it. */
export function lazy<Module extends { texts: Texts }, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(async () => {
    const module = await load();
    await addTexts(module.texts);
    return module;
  }, name);
}
