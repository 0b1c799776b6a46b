/** Elements that use arrow keys themselves. */
const own = 'input, textarea, select, button[aria-haspopup], [role=application], [role=radiogroup], [role=slider], [role=tablist], [role=menu], [role=listbox], [contenteditable], [tabindex="0"][role=region], dialog, video, audio';

/** Which way an arrow key leads: forwards is where reading goes. 0 for all other keys, and where something else has the arrows. */
export function wayOf({ key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented, target }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'defaultPrevented' | 'target'>, rightToLeft: boolean): 1 | -1 | 0 {
  if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return 0;
  if ((target as { closest?: (selector: string) => unknown } | null)?.closest?.(own)) return 0;
  if (key === 'ArrowRight') return rightToLeft ? -1 : 1;
  if (key === 'ArrowLeft') return rightToLeft ? 1 : -1;
  return 0;
}
