import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import type { Settings } from '../config/index.js';
import { SnakeNaming } from './naming.js';
import { PreparingClient } from './preparing-client.js';

/**
 * The serving data source: connects as the role `focalpoint_app`, which owns nothing and passes no fence.
 * Statements of one unit of work are pipelined, and a generic plan is kept for each prepared one (measured in docs/performance.md).
 */
export function serving(settings: Settings, entities: MixedList<Function | string | EntitySchema>): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.databaseUrl,
    schema: 'app',
    entities,
    synchronize: false,
    logging: false,
    namingStrategy: new SnakeNaming(),
    poolSize: settings.poolSize,
    connectTimeoutMS: 2_000,
    extra: {
      application_name: 'focalpoint',
      Client: PreparingClient,
      pipeline: true,
      statement_timeout: 5_000,
      query_timeout: 5_000, // by this side's clock: a database that hangs cannot stop its own statements
      idle_in_transaction_session_timeout: 15_000,
      options: '-c search_path=app,pg_catalog -c plan_cache_mode=force_generic_plan -c timezone=UTC -c jit=off',
    },
  });
}

/** Why this role must not serve, or nothing. A superuser, an owner or a role that may create others passes the fence it should stand behind. */
export async function whyNotServe(dataSource: DataSource): Promise<string[]> {
  const [role] = (await dataSource.query(`
    SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
           (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relowner = r.oid) AS owns,
           has_database_privilege(r.oid, current_database(), 'CREATE') AS creates,
           pg_has_role(r.oid, 'focalpoint_owner', 'MEMBER') AS becomes_owner
      FROM pg_roles r WHERE rolname = current_user`)) as [Record<string, unknown>];
  const name = String(role.rolname);
  const faults: [unknown, string][] = [
    [role.rolsuper, `the database role ${name} is a superuser; serve as focalpoint_app`],
    [role.rolbypassrls, `the database role ${name} bypasses row-level security; serve as focalpoint_app`],
    [role.rolcreatedb || role.rolcreaterole, `the database role ${name} may create databases or roles; serve as focalpoint_app`],
    [role.owns, `the database role ${name} owns tables of the portal; serve as focalpoint_app`],
    [role.becomes_owner, `the database role ${name} may become the owner; serve as focalpoint_app`],
    [role.creates, `the database role ${name} may create schemas; run "portal migrate" to take that away`],
  ];
  return faults.filter(([wrong]) => wrong).map(([, sentence]) => sentence);
}
