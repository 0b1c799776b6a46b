import type { MouseEvent } from 'react';
import { base, call } from './client';
import { asProblem } from './problem';

export const fileAddress = (id: string, number: number) => `${base}/documents/${id}/versions/${number}/file`;

/**
 * Follows a plain link to a file once it is known that it may be taken: whoever takes very many is asked to prove who they are, which a link
 * cannot do. With a modifier key the browser does what it is told.
 */
export const leave = (id: string, number: number) => async (event: MouseEvent): Promise<void> => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    await call(`/documents/${id}/versions/${number}/permission`);
  } catch (error) {
    if (asProblem(error).type === '/problems/step-up') return; // they would rather not
  }
  location.assign(fileAddress(id, number));
};
