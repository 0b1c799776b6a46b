import { SetMetadata } from '@nestjs/common';

export const handlesJob = 'focalpoint:handles-job';

export interface Handling {
  task: string;
  every: 'night' | 'minute' | null;
}

/**
 * Has a provider's method do the jobs of this name. Handlers are small, idempotent, and call the same services as HTTP.
 * @param options `daily`, or `each` minute: it also runs each night, or each minute, enqueued by nobody
 */
export const Handles = (task: string, { daily = false, each }: { daily?: boolean; each?: 'minute' } = {}) => SetMetadata(handlesJob, { task, every: each ?? (daily ? 'night' : null) } satisfies Handling);
