/**
 * Moves the focus out of a row that is about to go: to the row beside it, or to where files are chosen. Who works by keyboard would else begin
 * again at the top of the page. The row, not a button in it: a key held down must not go through them all.
 */
export function stayNear(row: HTMLElement | null): void {
  if (!row?.contains(document.activeElement)) return;
  const beside = row.nextElementSibling ?? row.previousElementSibling ?? row.parentElement?.previousElementSibling?.querySelector('button');
  if (beside instanceof HTMLElement) beside.focus();
}
