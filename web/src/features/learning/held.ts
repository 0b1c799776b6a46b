/** What is written and not kept by the server yet, in this tab alone; the server has it wiped at the end of the session. */
export function heldAt<Draft>(place: string): Draft | null {
  const held = sessionStorage.getItem(place);
  return held ? (JSON.parse(held) as Draft) : null;
}

export function holdAt(place: string, draft: object | null): void {
  if (draft) sessionStorage.setItem(place, JSON.stringify(draft));
  else sessionStorage.removeItem(place);
}
