/** What the browser says of the line, in kbit/s; where it says nothing we count on the slow line we build for. */
export function lineSpeed(): number {
  const { connection } = navigator as { connection?: { downlink?: number } };
  return connection?.downlink ? connection.downlink * 1000 : 400;
}

export interface Estimate { value: number; unit: 'second' | 'minute' | 'hour' }

/** How long a download takes, rounded up to what a person plans with. `bytes` octets at `kilobits` kbit/s. */
export function estimate(bytes: number, kilobits: number): Estimate {
  const seconds = Math.max(1, Math.ceil((bytes * 8) / (kilobits * 1000)));
  if (seconds < 90) return { value: seconds, unit: 'second' };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return { value: minutes, unit: 'minute' };
  return { value: Math.ceil(minutes / 60), unit: 'hour' };
}
