import { shared } from './shared';

let waiting: Promise<boolean> | null = null;

/** Set while the person is asked to show once more who they are: how to answer for them. */
export const stepUp = shared<((confirmed: boolean) => void) | null>(null);

/** Asks for it, in one dialog for everything that waits. @returns false when they would rather not */
export function confirmed(): Promise<boolean> {
  return waiting ??= new Promise((resolve) => {
    stepUp.set((yes) => { waiting = null; stepUp.set(null); resolve(yes); });
  });
}
