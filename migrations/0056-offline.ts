import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What trainees did without a line, taken in once each: the record by which a repetition is known, and a refusal told again as it was. */
export class Offline0056 implements MigrationInterface {
  name = 'Offline0000000000056';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.offline_events (
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE CASCADE,
        -- UUIDv7, made on the device. Unique within its enrolment, so that it tells nobody of another's.
        id uuid NOT NULL,
        -- Null when the event named no lesson of the course.
        lesson_id uuid REFERENCES app.lessons ON DELETE RESTRICT,
        device uuid NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        kind text NOT NULL CHECK (kind IN ('place', 'answer')),
        step integer CHECK (step >= 1),
        question text CHECK (length(question) <= 31),
        -- Of an answer given in practice the mark is kept, the answer is not.
        score numeric CHECK (score BETWEEN 0 AND 1),
        outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
        reason text CHECK (length(reason) <= 500),
        -- As the device's clock said; then as that was when its clock is taken for what it is, and never later than now.
        client_time timestamptz NOT NULL,
        happened_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (enrolment_id, id),
        CONSTRAINT refused_says_why CHECK ((outcome = 'refused') = (reason IS NOT NULL)),
        CONSTRAINT accepted_names_a_lesson CHECK (outcome = 'refused' OR lesson_id IS NOT NULL)
      );
      CREATE INDEX offline_events_by_device ON app.offline_events (enrolment_id, lesson_id, device, seq);
      COMMENT ON TABLE app.offline_events IS 'fence: child of enrolments; the trainee alone';

      ALTER TABLE app.offline_events ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.offline_events FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.offline_events FOR SELECT TO focalpoint_app USING (EXISTS (
        SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = (SELECT app.user_id())));
      CREATE POLICY add ON app.offline_events FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (
        SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = (SELECT app.user_id()))
        AND (lesson_id IS NULL OR EXISTS (SELECT FROM app.enrolments e JOIN app.lessons l ON l.course_version_id = e.course_version_id WHERE e.id = enrolment_id AND l.id = lesson_id)));
      GRANT SELECT, INSERT ON app.offline_events TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.offline_events');
  }
}
