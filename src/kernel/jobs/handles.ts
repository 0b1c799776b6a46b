import { SetMetadata } from '@nestjs/common';

export const handlesJob = 'focalpoint:handles-job';

/** Has a provider's method do the jobs of this name. Handlers are small, idempotent, and call the same services as HTTP. */
export const Handles = (task: string) => SetMetadata(handlesJob, task);
