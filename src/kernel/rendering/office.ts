import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chown, mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { RenderingError } from './renderer.js';

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';
const endings: Record<string, string> = {
  [`${openXml}.wordprocessingml.document`]: 'docx', [`${openXml}.spreadsheetml.sheet`]: 'xlsx', [`${openXml}.presentationml.presentation`]: 'pptx',
  [`${openDocument}.text`]: 'odt', [`${openDocument}.spreadsheet`]: 'ods',
};

/** Seconds, and octets of address space; a conversion that wants more is none. */
const limits = { milliseconds: 180_000, seconds: 40, addressSpace: 3 * 2 ** 30, fileSize: 256 * 2 ** 20 };
const nobody = 65_534;
/** Files in clear lie in memory, never on a disk. */
const memory = '/dev/shm';
const leastFree = 256 * 2 ** 20;
const places = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice', '/usr/lib/libreoffice/program/soffice'];

/**
 * Office files as PDF, by LibreOffice where the machine has one. Each conversion is a process of its own with a fresh profile in a folder of its own
 * that is gone afterwards, under limits of time, processor and memory; in a network namespace without a network where the system lets it, and as
 * `nobody` when the portal runs as root. Macros and links are not followed (SR-72).
 */
@Injectable()
export class Office {
  private readonly program: string | null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(@Inject(Settings) settings: Settings) {
    this.program = settings.libreOffice === 'none' ? null : ([settings.libreOffice, ...places].filter(Boolean).find(runnable) ?? null);
  }

  /** Whether files of this kind can be converted here. */
  takes(mediaType: string): boolean {
    return this.program !== null && Object.hasOwn(endings, mediaType);
  }

  /** One at a time: LibreOffice takes hundreds of megabytes. @throws RenderingError */
  pdf(file: Buffer, mediaType: string): Promise<Buffer> {
    const mine = this.turn.then(() => this.convert(file, endings[mediaType] ?? ''));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async convert(file: Buffer, ending: string): Promise<Buffer> {
    const free = await statfs(memory).then(({ bavail, bsize }) => bavail * bsize, () => 0);
    if (free < leastFree) throw new RenderingError('too-large');
    const folder = await mkdtemp(join(memory, 'focalpoint-office-'));
    const root = process.getuid?.() === 0;
    try {
      const input = join(folder, `file.${ending}`);
      await writeFile(input, file, { mode: 0o600 });
      if (root) await Promise.all([folder, input].map((path) => chown(path, nobody, nobody)));
      await this.run(folder, input, root);
      return await readFile(join(folder, 'file.pdf')).catch(() => Promise.reject(new RenderingError('unreadable')));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async run(folder: string, input: string, root: boolean): Promise<void> {
    const office = [
      this.program ?? '', `-env:UserInstallation=file://${folder}/profile`, '--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard',
      '--convert-to', 'pdf', '--outdir', folder, input,
    ];
    const bounded = ['prlimit', `--cpu=${limits.seconds}`, `--as=${limits.addressSpace}`, `--fsize=${limits.fileSize}`, '--core=0', '--', ...office];
    const [command = '', ...rest] = root
      ? ['unshare', '--net', 'setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs', ...bounded]
      : (await mayUnshare()) ? ['unshare', '--user', '--map-current-user', '--net', ...bounded] : bounded;
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, rest, { cwd: folder, env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', SAL_USE_VCLPLUGIN: 'svp' }, stdio: 'ignore', detached: true });
      const late = setTimeout(() => {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
        reject(new RenderingError('too-slow'));
      }, limits.milliseconds);
      child.once('error', () => reject(new RenderingError('unreadable')));
      child.once('close', () => {
        clearTimeout(late);
        resolve();
      });
    });
  }
}

/** Whether somebody who is not root may have a network of their own here: some systems forbid it. */
function mayUnshare(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('unshare', ['--user', '--map-current-user', '--net', 'true'], { stdio: 'ignore' });
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
  });
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
