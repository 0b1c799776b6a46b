import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { contentOrigin } from './content-address.js';
import type { Outline } from './import/outline.js';
import { aliasOf, hashOf, mustBeServed, notNow, refusedValue, secret, withdrawn, type Held, type Receipt } from './held.js';
import { CoursePackage } from './package.entity.js';
import type { LaunchView } from './packages.dto.js';
import type { RunState } from './run-time/run-state.js';
import { judged, outcomeOf, untouched } from './run-time/tracking.js';
import type { CommitInput } from './run-time.dto.js';

const lasts = '2 hours';

interface Preview {
  id: string;
  title: string;
  strict: boolean;
  outline: Outline;
  state: string;
  states: RunState['states'];
  sequencing: string | null;
  unit: string | null;
  last_seq: number;
  is_over: boolean;
}

/**
 * A package as those who write or publish its course try it out: the same player and the same judgement of what it says, under a launch of their
 * own. It is no enrolment, enters no record of any learner, and begins with nothing each time.
 */
@Injectable()
export class Previews {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 404, 403, 409 (withdrawn, not taken), 503 (packages are not served here) */
  async launch(actor: Actor, id: string): Promise<LaunchView> {
    mustBeServed(this.settings);
    return this.db.write(actor, async () => {
      const found = await this.access.scope(this.db.query(CoursePackage, 'package'), actor, 'read').andWhere('package.id = :id', { id }).getOne();
      if (!found) throw notFound();
      this.access.require(actor, 'preview', found);
      if (found.state !== 'ready') throw conflict('This package cannot be opened. Its report says why.', 'package-withdrawn');
      await this.db.sql('DELETE FROM app.package_previews WHERE package_id = $1 AND user_id = $2', [id, actor.userId]);
      const [token, path, previewId] = [secret(32), secret(18), randomUUID()];
      const [row] = await this.db.sql<{ expires_at: Date }>(
        'INSERT INTO app.package_previews (id, package_id, user_id, party, token_hash, path_hash, expires_at) VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval) RETURNING expires_at',
        [previewId, id, actor.userId, actor.party, hashOf(token), hashOf(path), lasts]);
      if (!row) throw notFound();
      await this.events.record(actor, 'package.previewed', { type: 'package', id, originator: found.originator }, {});
      return { launchId: previewId, launchToken: token, expiresAt: row.expires_at.toISOString(), playerUrl: `${contentOrigin(this.settings, id)}/player#${previewId}/${path}/${token}` };
    });
  }

  async state({ actor, launchId }: Held): Promise<RunState> {
    return this.db.read(actor, async () => {
      const { title, strict, outline, states, sequencing, unit, last_seq: lastSeq } = await this.preview(launchId);
      return {
        launchId, edition: outline.edition, title, strict, learner: { id: launchId, alias: aliasOf(launchId) }, units: outline.units, tree: outline.tree, sequencing, unit, lastSeq, states, objectives: {},
        objectivesGlobal: outline.objectivesGlobal, storesGlobal: outline.storesGlobal ?? true, savedAt: null,
      };
    });
  }

  /** Judges a commit as a learner's would be, and keeps it for as long as the preview lasts. @throws Problem 409 with a `code`, 422 with the standard's */
  async commit({ actor, launchId }: Held, seq: number, { unit: identifier, delta, final, opening, sequencing, position }: CommitInput): Promise<Receipt> {
    return this.db.write(actor, async () => {
      const { outline, strict, states, last_seq: lastSeq, is_over: isOver } = await this.preview(launchId, true);
      const { edition, units } = outline;
      const isComplete = (known: RunState['states']) => units.filter(({ kind }) => kind === 'sco').every((one) => known[one.identifier]?.isComplete === true);
      if (isOver) throw notNow('LAUNCH_ENDED', 'This preview has ended.', { lastSeq });
      if (seq <= lastSeq) return { seq, state: 'replayed', isComplete: isComplete(states) };
      if (seq !== lastSeq + 1) throw notNow('SEQ_GAP', `Number ${lastSeq + 1} is awaited.`, { lastSeq });
      const unit = units.find((one) => one.identifier === identifier);
      if (!unit) throw refusedValue({ element: identifier, code: edition === 'scorm12' ? 201 : 351 });
      const before = states[identifier] ?? untouched;
      const found = judged(edition, strict, unit, { id: launchId, alias: aliasOf(launchId) }, before, { delta, final, begins: opening === true || !before.isOpen });
      if ('code' in found) throw refusedValue(found);
      const next = { ...states, [identifier]: { ...found.after, isComplete: (states[identifier]?.isComplete ?? false) || outcomeOf(edition, unit, found.after).isComplete } };
      await this.db.sql('UPDATE app.package_previews SET states = $2, last_seq = $3, sequencing = coalesce($4, sequencing), unit = $5 WHERE id = $1', [launchId, JSON.stringify(next), seq, sequencing ?? null, position === undefined ? identifier : position]);
      return { seq, state: 'applied', isComplete: isComplete(next) };
    });
  }

  async end({ actor, launchId }: Held): Promise<void> {
    await this.db.write(actor, () => this.db.sql('UPDATE app.package_previews SET ended_at = coalesce(ended_at, now()) WHERE id = $1', [launchId]));
  }

  /** Each night: previews that are over are forgotten, with what was said in them. */
  @Handles('sweep-previews', { daily: true })
  async sweep(): Promise<void> {
    await this.db.write(systemActor('sweep-previews'), () => this.db.sql('DELETE FROM app.package_previews WHERE expires_at < now()'));
  }

  private async preview(id: string, lock = false): Promise<Preview> {
    const [found] = await this.db.sql<Preview>(
      `SELECT v.id, p.title, p.strict, p.outline, p.state, v.states, v.sequencing, v.unit, v.last_seq, v.ended_at IS NOT NULL AND v.ended_at < now() - interval '60 seconds' AS is_over
         FROM app.package_previews v JOIN app.packages p ON p.id = v.package_id WHERE v.id = $1 ${lock ? 'FOR UPDATE OF v' : ''}`, [id]);
    if (!found) throw notFound();
    if (found.state !== 'ready') throw withdrawn(found.last_seq);
    return found;
  }
}
