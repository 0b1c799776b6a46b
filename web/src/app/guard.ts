import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import { speak } from '../i18n/i18n';
import { preferences } from '../preferences/preferences';

/** Lets the signed-in through; everybody else goes to the sign-in page, which is the server's, and comes back to `next`. */
export async function enter(queries: QueryClient, next: string): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery);
  if (!session.signedIn) {
    location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
    return new Promise(() => {});
  }
  if (!preferences().locale) await speak(session.user.locale);
}
