/** A text with a block put behind the line at a place in it, apart from what stands around. */
export function inserted(body: string, at: number, block: string): string {
  const end = body.indexOf('\n', at);
  const [before, after] = end < 0 ? [body, ''] : [body.slice(0, end), body.slice(end)];
  return [before.trimEnd(), block, after.trimStart()].filter(Boolean).join('\n\n') + (after.trim() ? '' : '\n');
}
