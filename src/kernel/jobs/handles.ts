import { SetMetadata } from '@nestjs/common';

export const handlesJob = 'focalpoint:handles-job';

export interface Handling {
  task: string;
  daily: boolean;
}

/**
 * Has a provider's method do the jobs of this name. Handlers are small, idempotent, and call the same services as HTTP.
 * @param options `daily`: it also runs each night, enqueued by nobody
 */
export const Handles = (task: string, { daily = false }: { daily?: boolean } = {}) => SetMetadata(handlesJob, { task, daily } satisfies Handling);
