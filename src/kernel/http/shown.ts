import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { map, type Observable } from 'rxjs';
import { raw } from './raw.js';

type View = abstract new (...args: never[]) => object;
type Plan = [key: string, nested: View | null, isRaw: boolean][];

/** Where @SerializeOptions of NestJS keeps its options. */
const serializeOptions = 'class_serializer:options';

/**
 * The allow-list of what leaves: of a handler's answer only those members that its view class marks with @Expose. It reads the same decorators as
 * class-transformer, whose own way over a page of fifty documents costs more than finding them.
 */
@Injectable()
export class Shown implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const options = this.reflector.getAllAndOverride<{ type?: View } | undefined>(serializeOptions, [context.getHandler(), context.getClass()]);
    return options?.type ? next.handle().pipe(map((answer) => (answer === undefined ? answer : show(options.type as View, answer)))) : next.handle();
  }
}

const plans = new Map<View, Plan>();

function planOf(type: View): Plan {
  const known = plans.get(type);
  if (known) return known;
  const plan = defaultMetadataStorage.getExposedProperties(type, TransformationType.CLASS_TO_PLAIN).map((key: string): Plan[number] => {
    const nested = defaultMetadataStorage.findTypeMetadata(type, key)?.typeFunction() as View | undefined;
    return [key, nested ?? null, Reflect.getMetadata(raw, type.prototype as object, key) === true];
  });
  plans.set(type, plan);
  return plan;
}

/** A value as its view class lets it be seen. Throws for an object no class describes: nothing leaves by accident. */
export function show(type: View, value: unknown): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((one) => show(type, one));
  const shown: Record<string, unknown> = {};
  for (const [key, nested, isRaw] of planOf(type)) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    if (nested) shown[key] = show(nested, member);
    else if (isRaw || isPlain(member)) shown[key] = member;
    else throw new Error(`${type.name}.${key} holds an object that no view describes`);
  }
  return shown;
}

const isPlain = (value: unknown): boolean => (Array.isArray(value) ? value.every(isPlain) : typeof value !== 'object' || value === null);
