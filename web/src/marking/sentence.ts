/** A clause of the policy ("its marking names you") as a sentence, or as the rest of one that has begun. The words stay the policy's own. */
export function sentence(clause: string, begun = false): string {
  const text = clause.trim();
  if (!text) return '';
  return `${begun ? text.charAt(0) : text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
