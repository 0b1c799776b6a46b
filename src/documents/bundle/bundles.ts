import { createHash, randomUUID } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProofFor } from '../../kernel/http/index.js';
import { narrowest, tlpLabel } from '../../kernel/marking/index.js';
import { Problem } from '../../kernel/problems.js';
import { writeTable } from '../../kernel/tables/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import type { DocumentVersion } from '../document-version.entity.js';
import { Brake } from '../exchange/brake.js';
import { DownloadService } from '../exchange/download.service.js';
import type { BundleView } from './bundle.dto.js';
import { zipped, type Member } from './zip-stream.js';

const mostBytes = 2 * 2 ** 30;

interface Chosen {
  document: Document;
  versions: DocumentVersion[];
  refused: string | null;
}

/** A line of the manifest: what lies in the bundle, as it was given. */
interface Line {
  file: string; symbol: string; title: string; originator: string; marking: string; releasableTo: string; caveats: string; version: number; language: string; bytes: number; sha256: string;
}

/** What was promised for a bundle and could not be given at its moment. */
interface LeftOut { symbol: string; language: string; because: string }

/**
 * Many documents as one archive, made while it is fetched (SR-113): each file passes `download` at its own moment, is recorded, and is given as it
 * would be given alone, with watermark where the marking asks for one. What cannot be given is left out, and named unless it went out of sight.
 */
@Injectable()
export class Bundles {
  private readonly log = new Logger('bundles');

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly downloads: DownloadService,
    private readonly events: Events,
    private readonly brake: Brake,
  ) {}

  /** What it would hold. Ids that name nothing, and what is hidden, are not in the answer. @throws Problem 403 to be confirmed above 50, 413 */
  outline(actor: Actor, ids: readonly string[]): Promise<BundleView> {
    return this.db.read(actor, async () => {
      const chosen = await this.chosen(actor, ids);
      const items = chosen.map(({ document, versions, refused }) => ({
        id: document.id, symbol: document.symbol, title: document.title, files: versions.length, bytes: versions.reduce((sum, { bytes }) => sum + bytes, 0),
        included: refused === null, because: refused ?? this.access.because(actor, 'download', document),
      }));
      const inside = items.filter(({ included }) => included);
      return { items, files: inside.reduce((sum, { files }) => sum + files, 0), bytes: inside.reduce((sum, { bytes }) => sum + bytes, 0) };
    });
  }

  /** The archive. @throws Problem as `outline`; 404 when nothing of it may be taken */
  async archive(actor: Actor, ids: readonly string[]): Promise<Readable> {
    const bundle = randomUUID();
    const chosen = await this.db.write(actor, async () => {
      const found = (await this.chosen(actor, ids)).filter(({ refused, versions }) => refused === null && versions.length > 0);
      if (found.length === 0) throw new Problem(404, '/problems/not-found', 'Not found', 'There is nothing here that you may see.');
      await this.events.record(actor, 'library.bundled', { type: 'library', id: bundle }, { documents: found.length });
      return found;
    });
    return Readable.from(zipped(this.members(actor, chosen, bundle), new Date()), { objectMode: false });
  }

  private async chosen(actor: Actor, ids: readonly string[]): Promise<Chosen[]> {
    const chosen: Chosen[] = [];
    requireProofFor(actor, new Set(ids).size);
    for (const id of new Set(ids)) {
      const opened = await this.documents.opened(actor, id).catch((error: unknown) => (error instanceof Problem && error.status === 404 ? null : Promise.reject(error)));
      if (!opened) continue;
      const { allowed, sentence } = this.access.explain(actor, 'download', opened.document);
      chosen.push({ document: opened.document, versions: newestOf(opened.versions), refused: allowed ? null : sentence });
    }
    const bytes = chosen.filter(({ refused }) => refused === null).reduce((sum, { versions }) => sum + versions.reduce((more, version) => more + version.bytes, 0), 0);
    if (bytes > mostBytes) throw new Problem(413, '/problems/too-large', 'Too large', 'A bundle may have 2 GiB at the most. Choose fewer documents.', { bytes, most: mostBytes });
    const leaving = chosen.filter(({ refused }) => refused === null).flatMap(({ document, versions }) => versions.map(({ number }) => ({ documentId: document.id, number, originator: document.originator })));
    // Asked for all of them now, so that none is left out on the way.
    if (leaving.length > 0 && (await this.brake.holds(actor, leaving))) throw this.brake.refusal(actor);
    return chosen;
  }

  private async *members(actor: Actor, chosen: readonly Chosen[], bundle: string): AsyncGenerator<Member> {
    const lines: Line[] = [];
    const given: Document[] = [];
    const leftOut: LeftOut[] = [];
    for (const { document, versions } of chosen) {
      for (const { number, language } of versions) {
        // Asked at this moment, not at the one the bundle was begun: what was revoked meanwhile stays out.
        const copy = await this.downloads.permit(actor, document.id, number, { rendition: 'bundle', bundle }).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          this.log.debug(`left out of a bundle: ${error.type}`);
          if (error.status !== 404) leftOut.push({ symbol: document.symbol, language, because: error.detail });
          return null;
        });
        if (!copy) continue;
        const line = lineOf(document, copy.version, `${document.symbol}/${copy.number}-${copy.fileName}`);
        yield { name: line.file, open: async () => (await copy.open()).pipe(counting(line)) };
        lines.push(line);
        given.push(document);
      }
    }
    const said = (text: string) => async () => Readable.from([Buffer.from(text)]);
    yield { name: 'READ-FIRST.txt', open: said(cover(actor, lines, given, leftOut)) };
    yield { name: 'manifest.json', open: said(`${JSON.stringify({ bundle, takenBy: actor.name, party: actor.party, at: new Date().toISOString(), files: lines, leftOut }, null, 2)}\n`) };
    yield { name: 'manifest.csv', open: async () => (await writeTable('csv', { title: 'Bundle', heading: [], columns, rows: each(lines) })).stream };
  }
}

const columns = ['file', 'symbol', 'title', 'originator', 'marking', 'releasableTo', 'caveats', 'version', 'language', 'bytes', 'sha256'].map((key) => ({ key, label: key }));

async function* each(lines: readonly Line[]) {
  for (const line of lines) yield { ...line };
}

/** In each language the newest that was released. */
function newestOf(versions: readonly DocumentVersion[]): DocumentVersion[] {
  const newest = new Map(versions.filter(({ releasedAt }) => releasedAt !== null).map((version) => [version.language, version]));
  return [...newest.values()];
}

function lineOf({ symbol, title, originator, tlp, releasableTo, handlingCaveats }: Document, { number, language }: { number: number; language: string }, file: string): Line {
  return { file, symbol, title, originator, marking: tlpLabel(tlp), releasableTo: releasableTo.join(' '), caveats: handlingCaveats.join(' '), version: number, language, bytes: 0, sha256: '' };
}

/** Counts and hashes what goes through, into its line of the manifest. */
function counting(line: Line): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      line.bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      line.sha256 = hash.digest('hex');
      done();
    },
  });
}

function cover(actor: Actor, lines: readonly Line[], documents: readonly Document[], leftOut: readonly LeftOut[]): string {
  return [
    lines.length > 0 ? tlpLabel(narrowest(documents.map(({ tlp }) => tlp))) : 'Nothing of what was chosen could be taken.',
    '',
    `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`,
    'The bundle as a whole is handled as its narrowest marking says; each file keeps its own, which travels with it:',
    '',
    ...lines.map(({ file, title, originator, marking, releasableTo, caveats }) => `${file}\n  ${title}\n  ${marking}${releasableTo ? ` to ${releasableTo}` : ''}. Originator ${originator}.${caveats ? ` Handling caveats: ${caveats.replaceAll('_', ' ')}.` : ''}\n`),
    ...(leftOut.length > 0 ? ['Not in this bundle, though it was chosen:', '', ...leftOut.map(({ symbol, language, because }) => `${symbol} (${language})\n  ${because}\n`)] : []),
    'manifest.json and manifest.csv list the files with their SHA-256 as they were given.',
    '',
  ].join('\r\n');
}
