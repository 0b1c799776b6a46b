import { SetMetadata } from '@nestjs/common';

export const listensTo = 'focalpoint:listens-to';

/** Has a provider's method called, in a job, for every event of these names. It is given the event's id and must be idempotent. */
export const On = (...names: string[]) => SetMetadata(listensTo, names);
