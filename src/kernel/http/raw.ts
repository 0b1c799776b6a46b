import { applyDecorators } from '@nestjs/common';
import { Expose } from 'class-transformer';

export const raw = 'focalpoint:raw';

/** Shows a member as it is: for records whose keys are data, which no class can list. */
export const Raw = () => applyDecorators(Expose(), Reflect.metadata(raw, true) as PropertyDecorator);
