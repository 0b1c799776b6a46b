import { spawnSync } from 'node:child_process';

// Runs after `npm ci`. An npm under an older Node leaves out optional packages that ask for a newer one, native parts of the build among
// them. Node 24 has come with the other packages by now; npm runs once more on it and adds what is missing.
const npmRanOn = Number(/node\/v(\d+)/.exec(process.env.npm_config_user_agent ?? '')?.[1] ?? 24);
const npm = process.env.npm_execpath;
if (npmRanOn < 24 && npm && !process.env.npm_config_global) {
  const { status } = spawnSync(process.execPath, [npm, 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
