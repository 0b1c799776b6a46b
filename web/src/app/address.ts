/** Search parameters are plain words in the address, so that people can read, shorten and send them. */
export function parseSearch(search: string): Record<string, unknown> {
  return Object.fromEntries([...new URLSearchParams(search)].map(([key, value]) => [key, value.startsWith('[{') ? listed(value) : value]));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') pairs.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = pairs.toString().replaceAll('%2C', ',');
  return text && `?${text}`;
}

/** What words cannot say, a plan of stages for one, is a list of objects. */
function listed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
