import { SetMetadata } from '@nestjs/common';

export const listensTo = 'focalpoint:listens-to';

/** Has a provider's method called, in a job, for every event of this name. It is given the event's id and must be idempotent. */
export const On = (name: string) => SetMetadata(listensTo, name);
