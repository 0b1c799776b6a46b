import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { conflict } from '../problems.js';
import { converse, ScannerSilent, type Patience } from './clamd.js';

/** What the scanner says of some octets. 'unavailable': no verdict, ask again later. 'not_configured': there is no scanner here. */
export type Verdict = { verdict: 'clean' | 'unavailable' | 'not_configured' } | { verdict: 'infected'; finding: string };

/**
 * Where a kept file stands. 'pending': in quarantine, nobody gets it. 'clean'. 'not_scanned': looked through, but there was no scanner, which it
 * says for good. 'rejected': not taken, nothing of it is kept. 'infected': withdrawn, since malware was found later; kept as evidence.
 */
export type Scan = 'pending' | 'clean' | 'not_scanned' | 'rejected' | 'infected';

/** The scanner as it is now. */
export interface Signatures {
  /** 'ClamAV 1.4.6'. */
  engine: string;
  /** What it answered about itself, whole: another text means other signatures. */
  version: string;
  /** When its signatures were made; null when they carry no date, as those an operator wrote do. */
  at: Date | null;
}

/** clamd. Only the exact answer `stream: OK` is clean (SR-64); whatever else it says, or does not say, is no verdict. */
@Injectable()
export class Scanner {
  private readonly log = new Logger('scanner');
  private readonly patience: Patience;
  private known: { signatures: Signatures | null; until: number } | undefined;

  constructor(@Inject(Settings) private readonly settings: Settings) {
    this.patience = { idleMs: settings.scannerIdleSeconds * 1000, bytesPerSecond: 512 * 1024 };
  }

  get isConfigured(): boolean {
    return this.settings.scanner !== '';
  }

  /** @throws whatever the source throws */
  async inspect(open: () => Promise<Readable>): Promise<Verdict> {
    if (!this.isConfigured) return { verdict: 'not_configured' };
    const source = await open();
    try {
      const answer = await converse(this.settings.scanner, 'INSTREAM', this.patience, source);
      if (!this.known?.signatures) this.known = undefined; // it is back: whose verdict this is can be asked now
      if (answer === 'stream: OK') return { verdict: 'clean' };
      const finding = /^stream: (\S.*) FOUND$/.exec(answer)?.[1];
      if (finding) return { verdict: 'infected', finding: finding.slice(0, 200) };
      if (answer.startsWith('INSTREAM size limit exceeded')) this.log.error('ALARM: clamd takes no file as long as this one, which stays in quarantine: StreamMaxLength must be no less than FOCALPOINT_UPLOAD_MAX_BYTES');
      return { verdict: 'unavailable' };
    } catch (error) {
      if (error instanceof ScannerSilent) return { verdict: 'unavailable' };
      throw error;
    }
  }

  /** Its signatures, asked at the most once in ten seconds; null when there is no scanner, or none that answers. */
  async signatures(): Promise<Signatures | null> {
    if (this.known && this.known.until > Date.now()) return this.known.signatures;
    const signatures = this.isConfigured ? await converse(this.settings.scanner, 'VERSION', { ...this.patience, idleMs: Math.min(this.patience.idleMs, 5_000) }).then(signaturesOf, () => null) : null;
    this.known = { signatures, until: Date.now() + 10_000 };
    return signatures;
  }

  /** Whether a file may leave. @throws Problem 409 */
  requireScanned(scan: Scan): void {
    if (scan === 'infected') throw conflict('Malware was found in this file after it was taken. It is kept as evidence and given to nobody.', 'infected');
    if (scan === 'rejected') throw conflict('This file was not taken, and nothing of it is kept. Beside its name stands why.', 'rejected');
    if (scan === 'not_scanned' && this.settings.mode === 'production') throw conflict('This file was never scanned for malware, so it is not given out before it is. Whoever runs the portal has to set up a scanner.', 'not-scanned');
    if (scan === 'pending') throw conflict('This file is still being inspected. Try again in a moment.', 'not-inspected-yet');
  }
}

/** 'ClamAV 1.4.6/27600/Thu Nov 26 09:21:00 2026'; number and date are missing where all signatures are an operator's own. */
function signaturesOf(answer: string): Signatures | null {
  const found = /^(ClamAV [\w.+-]+)(?:\/(\d+)\/([\w: ]+))?$/.exec(answer);
  if (!found?.[1]) return null;
  const at = found[3] ? Date.parse(`${found[3]} UTC`) : Number.NaN;
  return { engine: found[1], version: answer.slice(0, 200), at: Number.isNaN(at) ? null : new Date(at) };
}
