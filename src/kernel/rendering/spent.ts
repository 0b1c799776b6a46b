import { readFile } from 'node:fs/promises';

/** What a process has taken so far. */
export interface Spent {
  /** Of the processor's time, in all its threads. */
  seconds: number;
  residentMegabytes: number;
}

/** The kernel counts in hundredths of a second, whatever its own clock does. */
const ticks = 100;

/** By what the system tells (Linux); nothing where it does not, or once the process has ended. */
export async function spent(pid: number | undefined): Promise<Spent> {
  const [stat, status] = await Promise.all(['stat', 'status'].map((what) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '')));
  // Behind the name, which may hold blanks and brackets: state, then eleven figures to the time in the process and the time in the kernel for it.
  const [user = 0, system = 0] = (stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []).slice(11, 13).map(Number);
  return { seconds: (user + system) / ticks, residentMegabytes: Number(/^VmRSS:\s+(\d+) kB/m.exec(status ?? '')?.[1] ?? 0) / 1024 };
}
