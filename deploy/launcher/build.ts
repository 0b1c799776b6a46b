import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompress, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { under } from './paths.ts';

const parts = {
  server: { sources: ['src', 'migrations', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'], result: 'dist/src/main.js', run: () => run('nest', 'build') },
  web: {
    sources: ['web/src', 'web/sign-in', 'web/player', 'web/offline', 'src/learning/packages/run-time', 'src/learning/packages/sequencing', 'src/learning/assessment/questions', 'src/learning/mrz', 'web/public', 'web/index.html', 'web/vite.config.ts', 'web/first-page.ts', 'web/tsconfig.json', 'web/lingui.config.ts', 'package-lock.json'], result: 'web/dist/index.html',
    run: async () => {
      await run('vite', 'build', 'web', '--logLevel', 'error');
      await run('vite', 'build', 'web/sign-in', '--logLevel', 'error');
      await run('vite', 'build', 'web/player', '--logLevel', 'error');
      await run('vite', 'build', 'web/offline', '--logLevel', 'error');
      await pack(under('web/dist/assets'));
    },
  },
};

/** Builds what changed since it was built last: server and client side by side. */
export async function buildStale(): Promise<void> {
  await Promise.all(
    Object.entries(parts).map(async ([name, part]) => {
      const stamp = under('var', `built-${name}`);
      const now = fingerprint(part.sources);
      if (existsSync(under(part.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
      await part.run();
      mkdirSync(under('var'), { recursive: true });
      writeFileSync(stamp, now);
    }),
  );
}

/** Names, sizes and times of the sources: cheap to take, and different whenever one of them is. */
function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    const found = statSync(path);
    if (found.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const source of sources) add(under(source));
  return hash.digest('hex');
}

function run(command: string, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const child = spawn(under('node_modules/.bin', command), args, { cwd: under(), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: undefined } });
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed:\n${Buffer.concat(said).toString()}`))));
  });
}

/** Assets are compressed once, here, and never again while serving. */
async function pack(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg)$/.test(one))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), await promisify(brotliCompress)(content));
    writeFileSync(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
  }
}

if (import.meta.main) await buildStale();
