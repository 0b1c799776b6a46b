import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/index.js';
import type { AppliedRule } from './retention-rule.entity.js';

/** Days between the announcement of a disposal and the disposal; `app.erase_document` asks for them as well. */
export const noticeDays = 30;

/** A document as the schedule sees it today. Days are ISO dates. */
export interface Scheduled {
  id: string;
  rule: AppliedRule | null;
  due: string | null;
  actsOn: string | null;
  announcedOn: string | null;
  held: boolean;
}

interface Wanted {
  ids?: readonly string[];
  /** Only what falls due on or before this day. */
  dueBy?: string;
  originator?: string;
  limit?: number;
  after?: readonly [due: string, id: string];
}

/**
 * The rule for each document: the closest of the forum's and the closest of the originator's own, and of the two the one that lets it go sooner. A time
 * counts from the release, recall or expiry the document stands in, of a draft from its last change or upload.
 */
const planned = `
  SELECT d.id,
         CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('kind', r.kind, 'tlp', r.tlp, 'after', r.after, 'months', r.months, 'action', r.action, 'forumWide', r.forum_wide) END AS rule,
         due.day::text AS due, n.announced_on::text AS "announcedOn",
         CASE WHEN r.action = 'dispose' THEN greatest(due.day, coalesce(n.announced_on, current_date) + ${noticeDays}) ELSE due.day END::text AS "actsOn",
         h.document_id IS NOT NULL AS held
    FROM app.documents d
    CROSS JOIN LATERAL (SELECT
      CASE d.state WHEN 'draft' THEN 'changed' ELSE d.state END AS after,
      CASE d.state WHEN 'draft' THEN greatest(d.changed_at, (SELECT max(v.uploaded_at) FROM app.document_versions v WHERE v.document_id = d.id))
                   WHEN 'released' THEN d.released_at WHEN 'recalled' THEN coalesce(d.recalled_at, d.changed_at) ELSE coalesce(d.expires_at, d.changed_at) END AS at) s
    LEFT JOIN LATERAL (
      SELECT best.* FROM (
        SELECT DISTINCT ON (q.forum_wide) q.* FROM app.retention_rules q
         WHERE q.decision = 'approved' AND q.replaced_at IS NULL AND q.months IS NOT NULL AND q.after = s.after AND (q.forum_wide OR q.party = d.originator)
           AND (q.kind IS NULL OR q.kind = d.kind) AND (q.tlp IS NULL OR q.tlp = d.tlp)
         ORDER BY q.forum_wide, (q.kind IS NOT NULL)::int * 2 + (q.tlp IS NOT NULL)::int DESC) best
      ORDER BY best.months, best.forum_wide LIMIT 1) r ON true
    LEFT JOIN app.retention_announcements n ON n.document_id = d.id AND n.action = r.action
    LEFT JOIN app.legal_holds h ON h.document_id = d.id
    CROSS JOIN LATERAL (SELECT greatest(((s.at AT TIME ZONE 'UTC') + make_interval(months => r.months))::date, CASE WHEN r.id IS NOT NULL THEN d.kept_until END) AS day) due`;

/** What falls due when. Asked in a unit of work, which sees what its actor may; holds and announcements are told to the originator alone. */
@Injectable()
export class Schedule {
  constructor(private readonly db: Database) {}

  async one(id: string): Promise<Scheduled | undefined> {
    return (await this.of({ ids: [id] }))[0];
  }

  /** Soonest first. */
  of({ ids, dueBy, originator, limit = 100, after }: Wanted): Promise<Scheduled[]> {
    return this.db.sql<Scheduled>(
      `${planned} WHERE ($1::uuid[] IS NULL OR d.id = ANY ($1)) AND ($2::date IS NULL OR due.day <= $2) AND ($3::text IS NULL OR d.originator = $3)
         AND ($4::date IS NULL OR (due.day, d.id) > ($4, $5::uuid)) ORDER BY due.day, d.id LIMIT $6`,
      [ids ?? null, dueBy ?? null, originator ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  /** What is to be announced: due within the days of notice, or due already, and not announced yet. */
  unannounced(originator: string, limit: number): Promise<Scheduled[]> {
    return this.db.sql<Scheduled>(
      `${planned} WHERE d.originator = $1 AND n.document_id IS NULL AND due.day <= current_date + ${noticeDays} ORDER BY due.day, d.id LIMIT $2`, [originator, limit],
    );
  }

  /** What goes today: announced long enough, still due, and held by nobody. */
  async expired(originator: string, limit: number): Promise<string[]> {
    const rows = await this.db.sql<{ id: string }>(
      `SELECT id FROM (${planned} WHERE d.originator = $1 AND r.action = 'dispose' AND n.announced_on <= current_date - ${noticeDays} AND due.day <= current_date AND h.document_id IS NULL) due
        ORDER BY due.due, due.id LIMIT $2`, [originator, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Announced once and no longer due: the rule changed, or the originator keeps it longer. */
  async forgetAnnounced(originator: string): Promise<void> {
    await this.db.sql(
      `DELETE FROM app.retention_announcements a WHERE NOT EXISTS (
         SELECT FROM (${planned} WHERE d.originator = $1) still WHERE still.id = a.document_id AND (still.rule ->> 'action') = a.action AND still.due::date <= current_date + ${noticeDays})
         AND EXISTS (SELECT FROM app.documents d WHERE d.id = a.document_id AND d.originator = $1)`, [originator],
    );
  }
}
