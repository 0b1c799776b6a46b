import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { Database } from '../database/index.js';
import { delivered, deliveryOf, inspect, type Delivery, type Readings, type Refusal } from '../files/index.js';
import { Scanner, type Scan } from '../scanner/index.js';
import type { KeptFile } from '../sealed-files/index.js';

/** What somebody who sent a file is told when it is not taken. `code` is one of the gate's, or 'damaged' when the store no longer has what was sent. */
export interface Rejection {
  code: Refusal['refused'] | 'damaged';
  message: string;
  /** The part of an archive it is about. */
  part?: string;
}

/** What an inspection came to, with who looked, by which signatures. Within the unit of work that acts on it, `Inspector.record` keeps it. */
export interface Inspection {
  scan: Exclude<Scan, 'pending'>;
  rejection: Rejection | null;
  /** Does things by itself when opened: never shown inline. */
  active: boolean;
  /** How it leaves when not as it came; with the hash of what leaves. */
  delivery: (Delivery & { sha256: string }) | null;
  /** What the scanner called it. */
  finding: string | null;
  scanner: string | null;
  signatures: string | null;
  signaturesAt: Date | null;
}

/** The scanner gave no verdict: the file stays where it is, and is asked about again. */
class NoVerdict extends Error {}

/** A part of an archive in which something was found. */
class Found extends Error {
  constructor(
    readonly finding: string,
    readonly part: string | undefined,
  ) {
    super('found');
  }
}

const infected = (part?: string): Rejection => ({
  code: 'infected', message: 'Malware was found in it. Nothing of it was kept. Have your computer looked at before you send anything else.', ...(part ? { part } : {}),
});
const damaged: Rejection = { code: 'damaged', message: 'What lies in the store is no longer what you sent, so it is given to nobody. Send the file again.' };

/** Looks into kept files: whole, of its kind, free of malware, each part of an archive alone. It keeps nothing but the record of having looked. */
@Injectable()
export class Inspector {
  constructor(
    private readonly db: Database,
    private readonly scanner: Scanner,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * The first inspection, which a file leaves quarantine by.
   * @param sha256 of what was received
   * @throws when the scanner gives no verdict: then nothing is decided, and whoever asked asks again
   */
  async inspect(fileName: string, sha256: string, file: KeptFile): Promise<Inspection> {
    if ((await hashOf(file)) !== sha256) return this.rejected(damaged);
    try {
      return await this.look(fileName, file);
    } catch (error) {
      if (error instanceof Found) return { ...(await this.rejected(infected(error.part))), finding: error.finding };
      throw error;
    }
  }

  /** Scans a file again that was taken before: by newer signatures it may turn out to be malware, or have been scanned by none. */
  async again(fileName: string, file: KeptFile): Promise<Inspection> {
    try {
      return await this.look(fileName, file);
    } catch (error) {
      if (error instanceof Found) return { ...(await this.signed('infected')), finding: error.finding };
      throw error;
    }
  }

  /** Keeps the record of a scan, within the unit of work that acts on it; for a task of the portal, on a file of the actor's party. */
  async record(file: Pick<KeptFile, 'key' | 'owner' | 'subject' | 'sha256'>, { scan, rejection, finding, scanner, signatures, signaturesAt }: Inspection): Promise<void> {
    await this.db.sql(
      'INSERT INTO app.file_scans (storage_key, owner, subject, sha256, verdict, reason, finding, scanner, signatures, signatures_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [file.key, file.owner, file.subject, file.sha256, scan, rejection?.code ?? null, finding, scanner, signatures, signaturesAt],
    );
  }

  private async look(fileName: string, file: KeptFile): Promise<Inspection> {
    const source = { size: file.bytes, read: (start: number, end: number) => file.open({ start, end }) };
    const found = await inspect(fileName, source, {
      unpackedMost: this.settings.unpackedMaxBytes,
      each: this.scanner.isConfigured ? (part) => this.mustBeClean(part.open, part.path) : undefined,
    });
    if ('refused' in found) return this.rejected({ code: found.refused, message: found.message, ...(found.part ? { part: found.part } : {}) });
    if (this.scanner.isConfigured) await this.mustBeClean(() => file.open());
    const delivery = await deliveryOf(found, source);
    return {
      ...(await this.signed(this.scanner.isConfigured ? 'clean' : 'not_scanned')), active: found.active,
      delivery: delivery && { ...delivery, sha256: await hashOf(delivered(delivery, file)) },
    };
  }

  private async mustBeClean(open: Parameters<Scanner['inspect']>[0], part?: string): Promise<void> {
    const verdict = await this.scanner.inspect(open);
    if (verdict.verdict === 'infected') throw new Found(verdict.finding, part);
    if (verdict.verdict !== 'clean') throw new NoVerdict('the scanner gave no verdict');
  }

  private async rejected(rejection: Rejection): Promise<Inspection> {
    return { ...(await this.signed('rejected')), rejection };
  }

  private async signed(scan: Inspection['scan']): Promise<Inspection> {
    const found = await this.scanner.signatures();
    return { scan, rejection: null, active: false, delivery: null, finding: null, scanner: found?.engine ?? null, signatures: found?.version ?? null, signaturesAt: found?.at ?? null };
  }
}

async function hashOf({ pieces }: Pick<Readings, 'pieces'>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of await pieces()) hash.update(piece);
  return hash.digest('hex');
}
