import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sendOutbox, type Manifest } from '../../../api/offline';
import { hasStatus } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { signedOut } from '../../../api/signed-out';
import { CopyRefused, openCopy, signedIn, type Fault } from './check';
import { store, type KeptCopy, type Notice } from './kept';
import { synchronise } from './sync';

export interface KeptCourse { enrolment: string; isWhole: boolean; bytes: number; manifest: Manifest | null; fault: Fault | null; waiting: number }
interface KeptHere { courses: KeptCourse[]; notices: Notice[] }

async function look(): Promise<KeptHere> {
  const db = await store();
  const courses = await Promise.all((await db.getAll('copies')).map(async (copy): Promise<KeptCourse> => ({
    enrolment: copy.enrolment, isWhole: copy.isWhole, ...(await opened(copy)), waiting: await db.countFromIndex('outbox', 'enrolment', copy.enrolment),
  })));
  return { courses, notices: await db.getAll('notices') };
}

/** What a copy says, and what is wrong with it; one that has ended still says what it was. */
async function opened(copy: KeptCopy): Promise<{ manifest: Manifest | null; fault: Fault | null; bytes: number }> {
  const bytesIn = (manifest: Manifest | null) => manifest?.pieces.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  try {
    const manifest = await openCopy(copy);
    return { manifest, fault: null, bytes: bytesIn(manifest) };
  } catch (error) {
    if (!(error instanceof CopyRefused)) throw error;
    const manifest = await signedIn(copy).catch(() => null);
    return { manifest, fault: error.fault, bytes: bytesIn(manifest) };
  }
}

let isTold = false;

/** Whoever only reads on would not learn otherwise that the session has ended; it is said once until something is taken again, by whichever part of the screen tries. */
const post: typeof sendOutbox = async (...given) => {
  try {
    const answer = await sendOutbox(...given);
    isTold = false;
    return answer;
  } catch (error) {
    if (hasStatus(error, 401) && !isTold) {
      isTold = true;
      signedOut.set(true);
    }
    throw error;
  }
};

/** What is kept on this device, looked at again after each change, every few seconds while something waits, and when the line comes back. */
export function useKept(): { here: KeptHere | undefined; look: () => Promise<void> } {
  const queries = useQueryClient();
  const { id: user } = useSession().user;
  const { data: here } = useQuery({ queryKey: ['offline', 'kept'], queryFn: look, staleTime: 0, refetchInterval: 4_000, networkMode: 'always' });
  const waits = here?.courses.some(({ waiting }) => waiting > 0) ?? false;
  useEffect(() => {
    const send = () => void synchronise(post, user).then(async (sent) => {
      if (!sent) return;
      await queries.invalidateQueries({ queryKey: ['offline', 'kept'] });
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
    });
    if (waits && navigator.onLine) send();
    window.addEventListener('online', send);
    const clock = waits ? setInterval(send, 15_000) : undefined;
    return () => { window.removeEventListener('online', send); clearInterval(clock); };
  }, [waits, queries, user]);
  return { here, look: () => queries.invalidateQueries({ queryKey: ['offline', 'kept'] }) };
}
