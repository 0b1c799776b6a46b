import { ProblemError } from './problem';
import { confirmed } from './step-up';

/**
 * Fetches a file the server writes for the asking, and has the browser keep it. A long list takes a fresh proof of who is there: the person
 * is asked for it, and it is fetched once more. Throws ProblemError when there is none to keep.
 */
export async function take(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({ type: 'about:blank', title: response.statusText, status: response.status }))) as ProblemError['problem'];
    if (problem.type === '/problems/step-up' && (await confirmed())) return take(url);
    throw new ProblemError(problem);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after this returned
}
