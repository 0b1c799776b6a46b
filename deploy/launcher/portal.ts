import { spawnSync } from 'node:child_process';
import { buildStale } from './build.ts';
import { demoEnvironment, named } from './environment.ts';
import { state, under } from './paths.ts';
import { startPostgres } from './postgres.ts';
import { secrets } from './secrets.ts';

/** `npm run portal -- <command>`: the operator's command line; on the demonstration's own database unless settings name another. */
await buildStale();
const real = process.env.NODE_ENV === 'production' || ['production', 'development'].includes(process.env.FOCALPOINT_MODE ?? '');
const own = !real && !named('DATABASE_URL') && !named('FOCALPOINT_DATABASE_MIGRATE_URL');
const cluster = own ? await startPostgres(state('postgres'), secrets().owner) : undefined;
const env = cluster ? demoEnvironment(cluster.url.replace(/\/postgres$/, '/focalpoint')) : process.env;
const { status } = spawnSync(process.execPath, ['--enable-source-maps', under('dist/src/cli.js'), ...process.argv.slice(2)], { env, stdio: 'inherit' });
await cluster?.stop();
// Said outright: the library that brings PostgreSQL ends a process that merely runs out with 0, whatever its exit code.
process.exit(status ?? 1);
