import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { declared, stepUp, type Declaration } from './route.js';

/** One route as it stands: for `portal routes`, for the route tests, for docs/access.md. */
export interface Route {
  method: string;
  path: string;
  handler: string;
  rule: string;
  /** Takes a fresh proof of who one is, always. */
  stepUp: boolean;
}

const body = '3';
const query = '4';

/**
 * SR-30, SR-104: the application does not start while a handler lacks `@May` or `@Open`, or takes a body or query whose class nothing
 * validates. (The pipe would skip such an argument silently.)
 */
@Injectable()
export class Declared implements OnModuleInit {
  readonly routes: Route[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const faults: string[] = [];
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || typeof metatype !== 'function') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        const verb = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
        if (!handler || verb === undefined) continue;
        const where = `${metatype.name}.${name}`;
        const rule = this.reflector.getAllAndOverride<Declaration | undefined>(declared, [handler, metatype]);
        if (!rule) faults.push(`${where} declares neither @May nor @Open`);
        faults.push(...unvalidated(metatype, prototype, name).map((index) => `${where}: argument ${index} is validated by no class`));
        for (const path of pathsOf(metatype, handler)) {
          this.routes.push({ method: RequestMethod[verb], path, handler: where, rule: rule ? describe(rule) : 'none', stepUp: this.reflector.getAllAndOverride<true | undefined>(stepUp, [handler, metatype]) === true });
        }
      }
    }
    if (faults.length > 0) throw new Error(`routes are not declared:\n${faults.join('\n')}`);
  }
}

const describe = (rule: Declaration) => ('open' in rule ? `open: ${rule.open}` : `may ${rule.verb} ${rule.entity.name}`);

function pathsOf(controller: object, handler: object): string[] {
  const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  const ends = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
  return bases.flatMap((base) => ends.map((end) => `/${base}/${end}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')));
}

/** Indexes of body and query arguments whose type carries no validation. */
function unvalidated(controller: object, prototype: object, name: string): number[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, { index: number; data?: unknown }>;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
  return Object.entries(args)
    .filter(([key]) => [body, query].includes(key.split(':')[0] ?? ''))
    .map(([, { index }]) => index)
    .filter((index) => {
      const type = types[index];
      if (typeof type !== 'function') return true;
      return getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length === 0;
    });
}
