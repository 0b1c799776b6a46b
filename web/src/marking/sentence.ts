/** A clause of the policy ("its marking names you") as a sentence. The words stay the policy's own. */
export function sentence(clause: string): string {
  const text = clause.trim();
  if (!text) return '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
