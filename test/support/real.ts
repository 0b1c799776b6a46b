import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { under } from '../../deploy/launcher/paths.ts';

/** What npm cannot bring, by part. Specs of a part are `test/real/<part>*.spec.ts`; they run when FOCALPOINT_TEST_REAL names the part, or is `all`. */
const parts: Record<string, { needs: string; commands: readonly string[]; root?: true }> = {
  clamd: { needs: 'Debian\'s clamav-daemon', commands: ['clamd'] },
  swift: { needs: 'Debian\'s swift-proxy, swift-account, swift-container, swift-object and memcached', commands: ['swift-proxy-server', 'swift-account-server', 'swift-container-server', 'swift-object-server', 'swift-ring-builder', 'memcached'] },
  libreoffice: { needs: 'Debian\'s libreoffice-writer, libreoffice-calc, libreoffice-impress, poppler-utils and qpdf', commands: ['soffice', 'pdftoppm', 'qpdf'] },
  crash: { needs: 'minutes, and processes it may kill (FOCALPOINT_TEST_ROUNDS: how often at each place; 5)', commands: [] },
  disk: { needs: 'root, to mount a small tmpfs', commands: ['mount', 'umount'], root: true },
};

interface Spec {
  part: string;
  /** From the root of the repository. */
  file: string;
}

const asked = () => (process.env.FOCALPOINT_TEST_REAL ?? '').split(',').map((one) => one.trim()).filter(Boolean);
const runs = (part: string) => asked().includes('all') || asked().includes(part);

function specs(): Spec[] {
  const files = readdirSync(under('test/real')).filter((name) => name.endsWith('.spec.ts'));
  return files.map((name) => ({ part: Object.keys(parts).find((part) => name.startsWith(part)) ?? '', file: `test/real/${name}` }));
}

/** Specs of the parts that nobody asked for. */
export const leftOut = (): Spec[] => specs().filter(({ part }) => !runs(part));

/** One sentence for a spec that was left out: which, why, and how to have it run. */
export const sentence = ({ part, file }: Spec): string => `Left out: ${part} (${file}): needs ${parts[part]?.needs}; set FOCALPOINT_TEST_REAL=${part}`;

/** What stands in the way of what was asked for: a run that asks for a part without having it fails instead of passing it over. */
export function obstacles(): string[] {
  const unknown = asked().filter((part) => part !== 'all' && !(part in parts)).map((part) => `there is no part ${part}; there are ${Object.keys(parts).join(', ')}`);
  const nameless = specs().filter(({ part }) => !part).map(({ file }) => `${file} begins with the name of no part`);
  const wanted = [...new Set(specs().map(({ part }) => part))].filter((part) => part && runs(part));
  return [...unknown, ...nameless, ...wanted.flatMap(missing)];
}

function missing(part: string): string[] {
  const { needs = '', commands = [], root } = parts[part] ?? {};
  const absent = commands.filter((command) => !present(command));
  if (absent.length > 0) return [`${part} needs ${needs}; ${absent.join(', ')} ${absent.length === 1 ? 'is' : 'are'} not here`];
  return root && process.getuid?.() !== 0 ? [`${part} needs ${needs}`] : [];
}

function present(command: string): boolean {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
