import { useEffect, useState } from 'react';

/** What is written and not kept by the server yet, in this tab alone; the server has it wiped at the end of the session. */
export function heldAt<Draft>(place: string): Draft | null {
  const held = sessionStorage.getItem(place);
  return held ? (JSON.parse(held) as Draft) : null;
}

export function holdAt(place: string, draft: object | null): void {
  sessionStorage.removeItem(place);
  try {
    if (draft) sessionStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // More than a tab has room for: it stays on the page, and would not be taken by the server either.
  }
}

/** `on` is what the server kept when it was begun. */
interface Typed<Draft> { draft: Draft; on: Draft | null; earlier?: boolean }

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/**
 * A form as the server keeps it until somebody types; what was typed then stays, in this tab, until it is kept or thrown away. Neither what comes
 * anew from the server nor its answer to a save takes away what was typed meanwhile. `place` names the record, and outlives no form.
 */
export function useHeld<Draft extends object>(place: string, kept: Draft) {
  const [typed, setTyped] = useState<Typed<Draft> | null>(() => {
    const held = heldAt<Typed<Draft>>(place);
    return held && { ...held, earlier: true };
  });
  const isChanged = typed !== null && !same(typed.draft, kept);
  useEffect(() => { holdAt(place, isChanged ? typed : null); }, [place, isChanged, typed]);
  return {
    draft: typed?.draft ?? kept,
    isChanged,
    /** It was written before this page was opened. */
    isEarlier: isChanged && typed.earlier === true,
    /** The record was changed after this was begun. */
    isBehind: isChanged && typed.on !== null && !same(typed.on, kept),
    change: (part: Partial<Draft>) => setTyped((before) => ({ ...before, draft: { ...(before?.draft ?? kept), ...part }, on: before?.on ?? kept })),
    /** The server keeps what was sent. */
    settle: (sent: Draft) => setTyped((latest) => (latest === null || same(latest.draft, sent) ? null : { draft: latest.draft, on: null })),
    undo: () => setTyped(null),
  };
}
