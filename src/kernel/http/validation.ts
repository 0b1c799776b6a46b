import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { invalid, type Fault } from '../problems.js';

/** The one global pipe: nothing unknown, nothing converted on a guess, every fault named at once. */
export const validation = () =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    stopAtFirstError: true,
    exceptionFactory: (errors) => invalid(faultsOf(errors, '')),
  });

function faultsOf(errors: readonly ValidationError[], within: string): Fault[] {
  return errors.flatMap((error) => {
    const path = within ? `${within}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path,
      message: rule === 'whitelistValidation' ? `There is no member "${error.property}" here.` : sentence(message),
    }));
    return [...own, ...faultsOf(error.children ?? [], path)];
  });
}

const sentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

/** Values that came in another way than as a body or query, as their class lets them in. @throws Problem 400 with every fault */
export const validated = async <T extends object>(type: new () => T, values: object): Promise<T> => (await validation().transform(values, { type: 'body', metatype: type })) as T;
