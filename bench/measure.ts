import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

export interface Target {
  name: string;
  url: string;
  headers?: Record<string, string>;
  /** Several paths, asked in turn. */
  paths: string[];
  connections?: number;
  method?: 'GET' | 'POST';
  body?: Buffer;
  pid?: number;
}

export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of the server's processor for a request. */
  cpu: number;
}

/** Rounds in rotating order, so that whatever else the machine does meets all of them. A round with an error is void. */
export async function rounds(targets: Target[], count: number, seconds: number): Promise<Map<string, Figures[]>> {
  const found = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await shoot(target, 1); // warm
  for (let round = 0; round < count; round++) {
    for (let turn = 0; turn < targets.length; turn++) {
      const target = targets[(turn + round) % targets.length];
      if (target) found.get(target.name)?.push(await shoot(target, seconds));
    }
  }
  return found;
}

async function shoot({ name, url, headers, paths, connections = 16, method = 'GET', body, pid }: Target, seconds: number): Promise<Figures> {
  const before = processor(pid);
  const result = await autocannon({
    url, connections, duration: seconds, headers, timeout: 30,
    requests: paths.map((path) => ({ method, path, ...(body && { body, headers: { ...headers, 'Content-Type': 'application/octet-stream' } }) })),
  });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${name}: ${result.errors} errors, ${result.non2xx} answers that were not 2xx; the round is void`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, cpu: (processor(pid) - before) / Math.max(1, result.requests.total) };
}

/** Milliseconds a process has computed so far (Linux). */
export function processor(pid: number | undefined): number {
  if (!pid) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Megabytes a process holds now (Linux). */
export const memory = (pid: number | undefined): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Megabytes a process held at its height (Linux); 0 once it is gone. */
export function most(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
