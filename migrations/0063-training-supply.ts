import type { MigrationInterface, QueryRunner } from 'typeorm';

const words = {
  topic: ['document_examination', 'impostor_detection', 'interviewing', 'victim_identification', 'risk_analysis', 'sea_routes', 'investigation', 'biometrics', 'data_and_statistics', 'legal_framework', 'training_of_trainers', 'other'],
  audience: ['first_line', 'second_line', 'investigators', 'analysts', 'prosecutors', 'trainers', 'managers'],
  region: ['global', 'pacific', 'southeast_asia', 'east_asia', 'south_asia', 'central_asia', 'west_asia', 'europe', 'americas', 'africa'],
};
const one = (column: keyof typeof words) => `${column} text NOT NULL CHECK (${column} IN (${words[column].map((word) => `'${word}'`).join(', ')}))`;

/** Parties as the rules see them; with the role that follows from being a focal point for training, or without it as before. */
const partyFacts = (roles: string, speakers: string) => `
  DROP FUNCTION app.party_facts();
  CREATE FUNCTION app.party_facts()
  RETURNS TABLE (code text, name text, sort_name text, kind text, standing text, membership text, keys text[], officials jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    ${speakers}
    SELECT p.code, p.name, p.sort_name, p.kind, t.standing,
           coalesce(m.membership, 'participant'),
           app.keys_of(p.code, NULL),
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'roles', ${roles},
                             'circles', ARRAY(SELECT c.circle FROM app.circles c WHERE c.user_id = u.id AND c.party = p.code))
                             ORDER BY u.name)
                       FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active'
                      WHERE d.party = p.code AND d.state = 'active' AND d.valid @> current_date), '[]')
      FROM app.parties p
      CROSS JOIN LATERAL (SELECT app.standing_of(p.code)) AS t(standing)
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
     WHERE app.verified() IS NOT NULL AND t.standing <> 'former'
     ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name
  $$;
  REVOKE EXECUTE ON FUNCTION app.party_facts() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.party_facts() TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.party_facts() OWNER TO focalpoint_facts;
`;

/** What is needed and what is offered, the figures of courses and centres, and what lists of a hundred thousand enrolments ask for. */
export class TrainingSupply0063 implements MigrationInterface {
  name = 'TrainingSupply0000000000063';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.training_needs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        ${one('topic')},
        ${one('audience')},
        ${one('region')},
        priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
        people integer CHECK (people BETWEEN 1 AND 100000),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
        closed_at timestamptz,
        readers text[] NOT NULL GENERATED ALWAYS AS (ARRAY['community', party]) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX training_needs_open ON app.training_needs (topic, audience, region) WHERE closed_at IS NULL;
      COMMENT ON TABLE app.training_needs IS 'fence: own; written to be read by all members';

      CREATE TABLE app.training_activities (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organiser text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        ${one('topic')},
        ${one('audience')},
        ${one('region')},
        place text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        cancelled_at timestamptz,
        readers text[] NOT NULL GENERATED ALWAYS AS (ARRAY['community', organiser]) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT activity_ends_after_it_starts CHECK (starts_on <= ends_on)
      );
      CREATE INDEX training_activities_met ON app.training_activities (topic, audience, starts_on) WHERE cancelled_at IS NULL;
      COMMENT ON TABLE app.training_activities IS 'fence: own; announced to all members';

      ALTER TABLE app.training_needs ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.training_needs FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.training_activities ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.training_activities FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.training_needs FOR SELECT TO focalpoint_app USING (readers && (SELECT app.keys()));
      CREATE POLICY add ON app.training_needs FOR INSERT TO focalpoint_app WITH CHECK (party = (SELECT app.party()));
      CREATE POLICY change ON app.training_needs FOR UPDATE TO focalpoint_app USING (party = (SELECT app.party())) WITH CHECK (party = (SELECT app.party()));
      CREATE POLICY see ON app.training_activities FOR SELECT TO focalpoint_app USING (readers && (SELECT app.keys()));
      CREATE POLICY add ON app.training_activities FOR INSERT TO focalpoint_app WITH CHECK (organiser = (SELECT app.party()));
      CREATE POLICY change ON app.training_activities FOR UPDATE TO focalpoint_app USING (organiser = (SELECT app.party())) WITH CHECK (organiser = (SELECT app.party()));
      GRANT SELECT, INSERT ON app.training_needs, app.training_activities TO focalpoint_app;
      GRANT UPDATE (closed_at, row_version) ON app.training_needs TO focalpoint_app;
      GRANT UPDATE (title, topic, audience, region, place, starts_on, ends_on, cancelled_at, row_version) ON app.training_activities TO focalpoint_app;

      -- Past the fence of enrolments on purpose, and only as numbers of five or more: for the originator, of its own course. A party's smaller number is
      -- empty, and so is the number of all together where what is left of it once the parties' are taken off would be a smaller one.
      CREATE FUNCTION app.course_figures(a_course uuid)
      RETURNS TABLE (party text, enrolled integer, under_way integer, completed integer, failed integer, given_up integer, median_days numeric, mean_result numeric)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        WITH taken AS (
          SELECT e.* FROM app.enrolments e JOIN app.courses c ON c.id = e.course_id
           WHERE e.course_id = a_course AND c.originator = (app.verified())[2] AND e.state NOT IN ('nominated', 'waitlisted', 'refused')),
        each AS (
          SELECT t.party, count(*)::int AS enrolled, (count(*) FILTER (WHERE t.state = 'active'))::int AS under_way, (count(*) FILTER (WHERE t.state = 'completed'))::int AS completed,
                 (count(*) FILTER (WHERE t.state IN ('failed', 'expired')))::int AS failed, (count(*) FILTER (WHERE t.state IN ('withdrawn', 'lapsed', 'removed')))::int AS given_up
            FROM taken t GROUP BY t.party),
        cells AS (SELECT e.party, n.cell, n.number FROM each e, LATERAL (VALUES ('enrolled', e.enrolled), ('under_way', e.under_way), ('completed', e.completed), ('failed', e.failed), ('given_up', e.given_up)) AS n(cell, number)),
        whole AS (
          SELECT cell, sum(number)::int AS number, sum(number) - coalesce(sum(number) FILTER (WHERE number >= 5), 0) AS rest FROM cells GROUP BY cell),
        shown AS (
          SELECT party, cell, CASE WHEN number >= 5 THEN number END AS number FROM cells
          UNION ALL SELECT NULL, cell, CASE WHEN number >= 5 AND (rest = 0 OR rest >= 5) THEN number END FROM whole)
        SELECT s.party, max(s.number) FILTER (WHERE s.cell = 'enrolled'), max(s.number) FILTER (WHERE s.cell = 'under_way'), max(s.number) FILTER (WHERE s.cell = 'completed'),
               max(s.number) FILTER (WHERE s.cell = 'failed'), max(s.number) FILTER (WHERE s.cell = 'given_up'),
               CASE WHEN max(s.number) FILTER (WHERE s.cell = 'completed') IS NOT NULL THEN (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.completed_at - coalesce(t.decided_at, t.created_at)) / 86400)::numeric, 1)
                  FROM taken t WHERE t.state = 'completed' AND (s.party IS NULL OR t.party = s.party)) END,
               CASE WHEN max(s.number) FILTER (WHERE s.cell = 'completed') IS NOT NULL THEN (SELECT round(avg(t.result) * 100, 1)
                  FROM taken t WHERE t.state = 'completed' AND t.result IS NOT NULL AND (s.party IS NULL OR t.party = s.party) HAVING count(*) >= 5) END
          FROM shown s GROUP BY s.party HAVING max(s.number) FILTER (WHERE s.cell = 'enrolled') IS NOT NULL OR s.party IS NULL
      $$;

      -- The same rule, for a centre: whom its cohorts trained, by the party that sent them, since a day.
      CREATE FUNCTION app.centre_figures(a_since date)
      RETURNS TABLE (party text, participants integer, completed integer, hours numeric)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        WITH each AS (
          SELECT e.party, count(*)::int AS participants, (count(*) FILTER (WHERE e.state = 'completed'))::int AS completed,
                 round(sum((SELECT sum(h.minutes) FROM (SELECT DISTINCT ON (a.class_id) a.minutes FROM app.attendance a WHERE a.enrolment_id = e.id ORDER BY a.class_id, a.n DESC) h)) / 60.0, 1) AS hours
            FROM app.enrolments e JOIN app.cohorts c ON c.id = e.cohort_id
           WHERE c.centre = (app.verified())[2] AND c.ends_on >= a_since AND c.state <> 'cancelled' AND e.state IN ('active', 'completed', 'failed', 'expired')
           GROUP BY e.party)
        SELECT e.party, e.participants, CASE WHEN e.completed >= 5 THEN e.completed END, e.hours FROM each e WHERE e.participants >= 5
      $$;
      REVOKE EXECUTE ON FUNCTION app.course_figures(uuid), app.centre_figures(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.course_figures(uuid), app.centre_figures(date) TO focalpoint_app;
      CREATE POLICY counted ON app.attendance FOR SELECT TO focalpoint_owner USING (true);

      -- Of a hundred thousand: the figures of one course, and a page of those who wait.
      CREATE INDEX enrolments_by_course ON app.enrolments (course_id, party, state);
    `);
    await db.query(partyFacts(
      `CASE WHEN EXISTS (SELECT FROM speakers s WHERE s.party = p.code AND s.user_id = u.id) THEN d.roles || ARRAY['training_focal_point'] ELSE d.roles END`,
      `WITH confirmed AS (
         SELECT f.party, f.user_id, f.area FROM app.focal_points f
          WHERE f.area IN ('training', 'general') AND f.user_id IS NOT NULL AND f.state = 'confirmed' AND f.since <= current_date AND (f.until IS NULL OR f.until > current_date)),
       -- As in app.roles_of(), once for all.
       speakers AS (SELECT f.party, f.user_id FROM confirmed f WHERE f.area = 'training' OR NOT EXISTS (SELECT FROM confirmed t WHERE t.party = f.party AND t.area = 'training'))`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(partyFacts('d.roles', ''));
    await db.query(`
      DROP INDEX app.enrolments_by_course;
      DROP POLICY counted ON app.attendance;
      DROP FUNCTION app.course_figures; DROP FUNCTION app.centre_figures;
      DROP TABLE app.training_activities, app.training_needs`);
  }
}
