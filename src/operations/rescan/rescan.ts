import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { unavailable, unprocessable } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { Reader } from '../reader.js';

/** A kept file, by what it belongs to. */
export interface Kept {
  what: 'version' | 'letter' | 'package';
  id: string;
  number: number | null;
  party: string;
}

export interface RescanOptions {
  /** Files whose last scan was earlier than this. Now, where it is left out. */
  before?: Date;
}

/** How much there is to scan. */
export interface Due {
  before: Date;
  files: number;
  bytes: number;
}

export interface Rescanned {
  before: Date;
  /** ClamAV's own words for itself and its signatures. */
  by: string;
  harmless: number;
  infected: number;
  /** Whose scan came to nothing: they stay as they were. */
  left: number;
  /** It was given up: so many in a row came to nothing that the scanner must be away. */
  stopped: boolean;
}

/** What a file came to; 'gone' when it was given up meanwhile. */
type Outcome = 'harmless' | 'infected' | 'left' | 'gone';

interface Kind {
  /** It is scanned again by the job `again-<what>`. */
  what: Kept['what'];
  /** From $1, the place of the last one, for those scanned before $2. */
  page: string;
  count: string;
  /** How the one that is $1 (and $2) stands. */
  standing: string;
}

type Found = Omit<Kept, 'what'> & { place: string };

const atOnce = 2;
const patience = 6;
const taken = (column: string) => `${column} IN ('clean', 'not_scanned')`;

const kinds: readonly Kind[] = [
  {
    what: 'version',
    page: `SELECT v.document_id AS id, v.number, d.originator AS party, v.document_id || '/' || v.number AS place FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id
            WHERE ${taken('v.scan')} AND coalesce(v.scanned_at < $2, true)
              AND (v.document_id, v.number) > (coalesce(nullif(split_part($1, '/', 1), ''), '00000000-0000-0000-0000-000000000000')::uuid, coalesce(nullif(split_part($1, '/', 2), ''), '0')::integer)
            ORDER BY v.document_id, v.number LIMIT 100`,
    count: `SELECT count(*) AS files, coalesce(sum(v.bytes), 0) AS bytes FROM app.document_versions v WHERE ${taken('v.scan')} AND coalesce(v.scanned_at < $1, true)`,
    standing: 'SELECT scan FROM app.document_versions WHERE document_id = $1 AND number = $2',
  },
  {
    what: 'letter',
    page: `SELECT n.id, NULL::integer AS number, n.party, n.id::text AS place FROM app.nominations n
            WHERE ${taken('n.letter_scan')} AND coalesce(n.letter_scanned_at < $2, true) AND n.id > coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000')::uuid
            ORDER BY n.id LIMIT 100`,
    count: `SELECT count(*) AS files, coalesce(sum(n.letter_bytes), 0) AS bytes FROM app.nominations n WHERE ${taken('n.letter_scan')} AND coalesce(n.letter_scanned_at < $1, true)`,
    standing: 'SELECT letter_scan AS scan FROM app.nominations WHERE id = $1 AND $2::integer IS NULL',
  },
  {
    what: 'package',
    page: `SELECT p.id, NULL::integer AS number, p.originator AS party, p.id::text AS place FROM app.packages p
            WHERE p.state = 'ready' AND coalesce(p.scanned_at < $2, true) AND p.id > coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000')::uuid ORDER BY p.id LIMIT 100`,
    count: `SELECT count(*) AS files, coalesce(sum(p.bytes), 0) AS bytes FROM app.packages p WHERE p.state = 'ready' AND coalesce(p.scanned_at < $1, true)`,
    standing: 'SELECT scan FROM app.packages WHERE id = $1 AND $2::integer IS NULL',
  },
];

/**
 * Has everything that was taken scanned once more, now, and not when the scanner's signatures change or their days are over. Each file is given to
 * the job that does so otherwise: what it finds is withdrawn, recorded and told as ever. It works in the operator's own process, so that nothing
 * that waits for a worker waits longer. What lies in quarantine is not its concern.
 */
@Injectable()
export class Rescan {
  constructor(
    private readonly jobs: Jobs,
    private readonly scanner: Scanner,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Looks at rows alone. */
  async due({ before }: RescanOptions = {}): Promise<Due> {
    const reader = await this.reader();
    try {
      const due: Due = { before: before ?? (await now(reader)), files: 0, bytes: 0 };
      for (const { count } of kinds) {
        const [row] = await reader.rows<{ files: string; bytes: string }>(count, [due.before]);
        due.files += Number(row?.files ?? 0);
        due.bytes += Number(row?.bytes ?? 0);
      }
      return due;
    } finally {
      await reader.close();
    }
  }

  /** @param tell hears of each file in which malware was found, and of each whose scan came to nothing. @throws Problem 422 without a scanner, 503 while it is away */
  async run({ before }: RescanOptions, tell: (kept: Kept, outcome: 'infected' | 'left') => void): Promise<Rescanned> {
    if (!this.scanner.isConfigured) throw unprocessable('There is no scanner here: set FOCALPOINT_SCANNER.', 'no-scanner');
    const signatures = await this.scanner.signatures();
    if (!signatures) throw unavailable('The scanner does not answer. Nothing was scanned again.');
    const reader = await this.reader();
    try {
      const report: Rescanned = { before: before ?? (await now(reader)), by: signatures.version, harmless: 0, infected: 0, left: 0, stopped: false };
      let inARow = 0;
      for (const kind of kinds) {
        for await (const page of reader.pages<Found>(kind.page, ({ place }) => place, [report.before])) {
          for (let at = 0; at < page.length && !report.stopped; at += atOnce) {
            const files = page.slice(at, at + atOnce);
            const outcomes = await Promise.all(files.map((file) => this.scan(kind, file, reader)));
            for (const [index, file] of files.entries()) {
              const outcome = outcomes[index] ?? 'gone';
              if (outcome === 'gone') continue;
              report[outcome] += 1;
              inARow = outcome === 'left' ? inARow + 1 : 0;
              if (outcome !== 'harmless') tell({ ...file, what: kind.what }, outcome);
            }
            report.stopped = inARow >= patience;
          }
          if (report.stopped) return report;
        }
      }
      return report;
    } finally {
      await reader.close();
    }
  }

  private async scan({ what, standing }: Kind, { id, number, party }: Found, reader: Reader): Promise<Outcome> {
    const handler = this.jobs.tasks.get(`again-${what}`);
    if (!handler) throw new Error(`nobody does the job again-${what}`);
    const done = await handler({ id, ...(number === null ? {} : { number }), party }).then(() => true, () => false);
    const [row] = await reader.rows<{ scan: string }>(standing, [id, number]);
    if (!row) return 'gone';
    if (row.scan === 'infected') return 'infected';
    return done ? 'harmless' : 'left';
  }

  private reader(): Promise<Reader> {
    return Reader.connect(this.settings.migrateUrl, 'focalpoint_backup');
  }
}

async function now(reader: Reader): Promise<Date> {
  const [row] = await reader.rows<{ at: Date }>('SELECT now() AS at');
  return row?.at ?? new Date();
}
