import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/** A part of a screen that is fetched when it is first shown, so that the first page stays light; one that did not come, anew at the next try. `meanwhile` keeps its place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, meanwhile?: ReactNode): ComponentType<Props> {
  let Part: ComponentType<Props>;
  const ask = () => {
    Part = lazy(async () => {
      const part = load();
      // React keeps what a part came to, and asks once more at once, which must not begin it anew for as long as the line is away.
      part.catch(() => setTimeout(ask, 99));
      return { default: await part };
    });
  };
  ask();
  return (props) => <Suspense fallback={meanwhile}><Part {...props} /></Suspense>;
}
