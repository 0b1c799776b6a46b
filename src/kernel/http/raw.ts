import { applyDecorators } from '@nestjs/common';
import { Expose, Transform } from 'class-transformer';

/**
 * Shows a member as it is: for records whose keys are data, which no class can list. As a Map, because the serialiser keeps all keys of a
 * map but, excluding all it does not know, every key of a plain object not.
 */
export const Raw = () => applyDecorators(
  Expose(),
  Transform(({ obj, key }: { obj: Record<string, Record<string, unknown> | null>; key: string }) => new Map(Object.entries(obj[key] ?? {})), { toClassOnly: true }),
);
