import { applyDecorators } from '@nestjs/common';
import { Expose, Transform } from 'class-transformer';

/** Shows a member as it is: for records whose keys are data, which no class can list. */
export const Raw = () => applyDecorators(Expose(), Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]));
