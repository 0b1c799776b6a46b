import { useState, type MouseEvent } from 'react';
import { base, call } from './client';
import type { ProblemDocument } from './model';
import { asProblem } from './problem';

export const fileAddress = (id: string, number: number) => `${base}/documents/${id}/versions/${number}/file`;

/**
 * Follows plain links to files once it is known that they may be taken: whoever takes very many is asked to prove who they are, which a link
 * cannot do; and a refusal is for the page to show, since the browser would leave it for the bare answer. With a modifier key the browser does
 * what it is told.
 */
export function useLeave(): { refused: ProblemDocument | null; leave: (id: string, number: number) => (event: MouseEvent) => void } {
  const [refused, setRefused] = useState<ProblemDocument | null>(null);
  async function follow(id: string, number: number): Promise<void> {
    setRefused(null);
    try {
      await call(`/documents/${id}/versions/${number}/permission`);
      location.assign(fileAddress(id, number));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.type !== '/problems/step-up') setRefused(problem); // else they would rather not
    }
  }
  const leave = (id: string, number: number) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void follow(id, number);
  };
  return { refused, leave };
}
