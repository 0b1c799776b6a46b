import { Injectable } from '@nestjs/common';
import { createMongoAbility, type MongoAbility } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import { DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { forbidden, notFound } from '../problems.js';
import { actorOf, roles, type Actor } from './actor.js';
import { compile, type Condition } from './compile.js';
import { factsOf, holds, type Fact } from './facts.js';
import type { Entity, Grant, Policy } from './policy.js';

/** Why somebody may or may not: the sentence, and for each way to the verb which facts held. Proofs are for the originator alone. */
export interface Explanation {
  allowed: boolean;
  verb: string;
  /** The clause of the grant that decided ('its marking names you'), or '' when refused. */
  because: string;
  sentence: string;
  facts: Fact[];
}

interface Held {
  grants: Map<Entity, Grant[]>;
  abilities: Map<Entity, MongoAbility>;
}

/**
 * One rule, three uses: decision, SQL filter and explanation. Policies are evaluated once per actor; what they granted is kept with the
 * actor and dies with it.
 */
@Injectable()
export class Access {
  private readonly policies: ReadonlyMap<Entity, Policy>;
  private readonly held = new WeakMap<Actor, Held>();

  constructor(
    private readonly dataSource: DataSource,
    policies: readonly Policy[],
  ) {
    this.policies = new Map(policies.map((policy) => [policy.entity, policy]));
  }

  /** Whether any rule could ever grant this verb to the actor: the guard's cheap question, asked before anything is parsed. */
  mayEver(actor: Actor, verb: string, entity: Entity): boolean {
    return this.grants(actor, entity).some((grant) => grant.verbs.includes(verb));
  }

  /** Every 'verb:entity' a token of this actor's could carry. */
  forPrograms(actor: Actor): string[] {
    return [...this.policies.values()].flatMap(({ entity, programs }) => programs.filter((verb) => this.mayEver(actor, verb, entity)).map((verb) => named(verb, entity)));
  }

  /** Every 'verb:entity' some rule could grant the actor, for the client's menus: 'create:document'. */
  mayEverAll(actor: Actor): string[] {
    return [...this.policies.keys()].flatMap((entity) => [
      ...new Set(this.grants(actor, entity).flatMap((grant) => grant.verbs.map((verb) => named(verb, entity)))),
    ]);
  }

  /** Whether the actor may do this to this row. */
  can(actor: Actor, verb: string, row: object): boolean {
    return this.ability(actor, entityOf(row)).can(verb, row as never);
  }

  /** @throws Problem 404 when the row is not the actor's to see, 403 with the reason when it is but the verb is not. */
  require(actor: Actor, verb: string, row: object): void {
    if (!this.can(actor, 'read', row)) throw notFound();
    if (!this.can(actor, verb, row)) throw forbidden(this.explain(actor, verb, row).sentence);
  }

  /** The verbs the actor has on this row, in the order the policies name them. */
  allows(actor: Actor, row: object): string[] {
    const verbs = new Set(this.grants(actor, entityOf(row)).flatMap((grant) => grant.verbs));
    return [...verbs].filter((verb) => this.can(actor, verb, row));
  }

  /** Narrows a TypeORM query to the rows on which the actor has the verb. */
  scope<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, actor: Actor, verb: string): SelectQueryBuilder<T> {
    const { target } = query.expressionMap.mainAlias?.metadata ?? {};
    if (typeof target !== 'function') throw new Error('only entities have a policy');
    let count = 0;
    const where = this.compile(actor, verb, target as Entity, query.alias, (value) => {
      const name = `policy_${verb}_${count++}`;
      query.setParameter(name, value);
      return `:${name}`;
    });
    return query.andWhere(where);
  }

  /** The same filter as SQL text, for statements written by hand. */
  compile(actor: Actor, verb: string, entity: Entity, alias: string, bind: (value: unknown) => string): string {
    const tree = rulesToAST(this.ability(actor, entity), verb, entity as never) as Condition | null;
    return compile(tree, this.dataSource.getMetadata(entity), alias, bind);
  }

  /** The clause of the grant that decides ('its marking names you'), or '' when none does: the explanation's first word, for lists. */
  because(actor: Actor, verb: string, row: object): string {
    return this.grants(actor, entityOf(row)).find((grant) => grant.verbs.includes(verb) && holds(grant.conditions, row))?.because ?? '';
  }

  /** The decision in words, with the facts it rests on. */
  explain(actor: Actor, verb: string, row: object): Explanation {
    const entity = entityOf(row);
    const grants = this.grants(actor, entity).filter((grant) => grant.verbs.includes(verb));
    const decisive = grants.find((grant) => holds(grant.conditions, row));
    const facts = grants.flatMap((grant) => factsOf(grant, row));
    if (decisive) {
      return { allowed: true, verb, because: decisive.because, sentence: `You may ${say(verb)} it: ${decisive.because}.`, facts };
    }
    const routes = [...new Set([...grants.map((grant) => grant.because), ...this.routes(entity, verb)])];
    const take = routes.length === 0 ? 'nobody may' : `this would take${routes.length > 1 ? ' one of' : ''}: ${routes.join('; or ')}`;
    return { allowed: false, verb, because: '', sentence: `You may not ${say(verb)} it; ${take}.`, facts };
  }

  /** Every verb somebody could have on an entity. */
  verbs(entity: Entity): string[] {
    return [...new Set(this.grants(everyRole, entity).flatMap((grant) => grant.verbs))];
  }

  /** Every clause that leads to a verb for somebody, told to those who lack it: asked of an official with all roles. */
  private routes(entity: Entity, verb: string): string[] {
    return this.grants(everyRole, entity).filter((grant) => grant.verbs.includes(verb)).map((grant) => grant.because);
  }

  private grants(actor: Actor, entity: Entity): Grant[] {
    const held = this.of(actor);
    let grants = held.grants.get(entity);
    if (!grants) held.grants.set(entity, (grants = carried(actor, this.policies.get(entity))));
    return grants;
  }

  private ability(actor: Actor, entity: Entity): MongoAbility {
    const held = this.of(actor);
    let ability = held.abilities.get(entity);
    if (!ability) {
      const rules = this.grants(actor, entity).map((grant) => ({ action: [...grant.verbs], subject: entity, conditions: Object.keys(grant.conditions).length > 0 ? grant.conditions : undefined }));
      ability = createMongoAbility(rules as never, { detectSubjectType: (row: object) => entityOf(row) as never });
      held.abilities.set(entity, ability);
    }
    return ability;
  }

  private of(actor: Actor): Held {
    let held = this.held.get(actor);
    if (!held) this.held.set(actor, (held = { grants: new Map(), abilities: new Map() }));
    return held;
  }
}

const entityOf = (row: object): Entity => (typeof row === 'function' ? row : row.constructor) as unknown as Entity;
const named = (verb: string, entity: Entity) => `${verb}:${entity.name.toLowerCase()}`;

/** What the policy grants; of that a token has what it carries, where the policy leaves it to programs at all. */
function carried(actor: Actor, policy: Policy | undefined): Grant[] {
  const grants = policy?.grants(actor) ?? [];
  const { only } = actor;
  if (!policy || !only) return grants;
  return grants
    .map((grant) => ({ ...grant, verbs: grant.verbs.filter((verb) => policy.programs.includes(verb) && only.has(named(verb, policy.entity))) }))
    .filter(({ verbs }) => verbs.length > 0);
}

const everyRole = actorOf({ party: '*', membership: 'member', roles });

/** Verbs that are no English verb of their own. */
const phrases: Record<string, string> = {
  history: 'read the history of', audience: 'see who can read', figures: 'see figures about', answer: 'answer requests about', request: 'ask for wider use of', officials: 'see the officials of', address: 'name persons of',
  membership: 'decide on the membership of', standing: 'propose another standing of', name: 'choose the names of', step: 'enter steps of',
  storage: 'see the room of', allot: 'allot room to', retain: 'decide how long to keep', certificate: 'read the certificate of', sessions: 'see the sessions of',
  keys: 'see the keys of', 'rotate-keys': 'rotate the keys of', 'request-keys': 'ask for the end of the keys of',
};
const say = (verb: string) => phrases[verb] ?? verb.replaceAll('_', ' ');
