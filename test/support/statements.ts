import pg from 'pg';

/** Notes the statements the portal sends while something is done. Their number and text is what time is made of. */
export async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    sent.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return (query as (...args: unknown[]) => unknown).call(this, first, ...rest);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent.filter((text) => !text.includes('graphile_worker')); // the worker of this process looks for jobs meanwhile
}
