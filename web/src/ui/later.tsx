import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/** A part of a screen that is fetched when it is first shown, so that the first page stays light. `meanwhile` keeps its place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, meanwhile: ReactNode = null): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }));
  return function Later(props: Props) {
    return <Suspense fallback={meanwhile}><Part {...props} /></Suspense>;
  };
}
