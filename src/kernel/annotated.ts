import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

/** A provider's or controller's method that carries a piece of metadata. */
export interface Annotated<T> {
  value: T;
  /** 'ClassName.method' */
  name: string;
  method: (...args: never[]) => unknown;
}

/** Every provider's method that a decorator left `key` on, bound to its instance. */
export function* annotated<T>(key: string, discovery: DiscoveryService, scanner: MetadataScanner, reflector: Reflector): Generator<Annotated<T>> {
  for (const { instance } of discovery.getProviders()) {
    if (!instance || typeof instance !== 'object') continue;
    for (const name of scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const method = (instance as Record<string, unknown>)[name];
      if (typeof method !== 'function') continue;
      const value = reflector.get<T | undefined>(key, method as () => unknown);
      if (value !== undefined) yield { value, name: `${instance.constructor.name}.${name}`, method: method.bind(instance) as Annotated<T>['method'] };
    }
  }
}
