import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'intelligence_report', 'alert', 'analysis', 'country_profile', 'policy_guide', 'training_material', 'meeting_paper', 'statistics_paper'`;
const tlps = `'clear', 'green', 'amber', 'amber+strict', 'red'`;

/** How much each party may keep and how long: quotas, the schedule, legal holds, and what is left of what was disposed of. */
export class Retention0032 implements MigrationInterface {
  name = 'Retention0000000000032';

  async up(db: QueryRunner): Promise<void> {
    await db.query(quotas);
    await db.query(schedule);
    await db.query(holds);
    await db.query(disposal);
    await db.query(letters);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER counted ON app.sealed_files; DROP TRIGGER held ON app.document_versions; DROP TRIGGER touched ON app.documents;
      DROP FUNCTION app.retention_addressees, app.erase_document, app.party_held;
      DROP TABLE app.disposal_certificates, app.tombstones, app.legal_holds, app.retention_requests, app.retention_announcements, app.retention_extensions, app.retention_rules;
      DROP FUNCTION app.retention_rule_decided, app.version_held, app.document_touched;
      DROP POLICY erase ON app.documents; DROP POLICY erase ON app.release_requests; DROP POLICY erase ON app.request_messages;
      DROP POLICY erasing ON app.request_messages; DROP POLICY erase ON app.uploads; DROP POLICY erasing ON app.uploads; DROP POLICY erase_lock ON app.documents;
      ALTER TABLE app.documents DROP COLUMN changed_at, DROP COLUMN recalled_at, DROP COLUMN kept_until;
      DROP FUNCTION app.reconcile_storage, app.lock_storage, app.count_storage; DROP TABLE app.storage_used, app.storage_allowances`);
  }
}

const quotas = `
  -- What the secretariat allots to a party; without a row the operator's default stands.
  CREATE TABLE app.storage_allowances (
    party text PRIMARY KEY REFERENCES app.parties ON DELETE RESTRICT,
    bytes bigint CHECK (bytes BETWEEN 0 AND 1125899906842624),
    reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
    allotted_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
    allotted_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE app.storage_allowances IS 'fence: administered; the party and the secretariat, who set it';

  -- What a party keeps, in octets: the sum of its sealed files, unfinished ones too, kept by trigger. Told to the party alone: how much somebody
  -- holds grows with what they hide.
  CREATE TABLE app.storage_used (
    party text PRIMARY KEY REFERENCES app.parties ON DELETE RESTRICT,
    bytes bigint NOT NULL DEFAULT 0
  );
  COMMENT ON TABLE app.storage_used IS 'fence: own; and the task that looks after the files';

  ALTER TABLE app.storage_allowances ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.storage_allowances FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.storage_used ENABLE ROW LEVEL SECURITY;        ALTER TABLE app.storage_used FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON app.storage_allowances FOR SELECT TO focalpoint_app
    USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');
  CREATE POLICY allot ON app.storage_allowances FOR INSERT TO focalpoint_app
    WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND allotted_by = (SELECT app.user_id()));
  CREATE POLICY change ON app.storage_allowances FOR UPDATE TO focalpoint_app
    USING ((SELECT app.party()) = 'SECRETARIAT') WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND allotted_by = (SELECT app.user_id()));
  CREATE POLICY see ON app.storage_used FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()) OR (SELECT app.system()) = 'file-keeping');
  CREATE POLICY keep ON app.storage_used FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE ON app.storage_allowances TO focalpoint_app;
  GRANT SELECT ON app.storage_used TO focalpoint_app;

  CREATE FUNCTION app.count_storage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE app.storage_used SET bytes = bytes - OLD.bytes WHERE party = OLD.owner; END IF;
    IF TG_OP <> 'DELETE' THEN
      INSERT INTO app.storage_used (party, bytes) VALUES (NEW.owner, NEW.bytes) ON CONFLICT (party) DO UPDATE SET bytes = storage_used.bytes + NEW.bytes;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER counted AFTER INSERT OR DELETE OR UPDATE OF bytes, owner ON app.sealed_files FOR EACH ROW EXECUTE FUNCTION app.count_storage();

  -- What the actor's party keeps, with nobody else adding to it until the transaction ends.
  CREATE FUNCTION app.lock_storage() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  DECLARE ours text := app.party(); kept bigint;
  BEGIN
    IF ours IS NULL THEN RAISE EXCEPTION 'no party' USING ERRCODE = 'insufficient_privilege'; END IF;
    INSERT INTO app.storage_used (party) VALUES (ours) ON CONFLICT DO NOTHING;
    SELECT u.bytes INTO kept FROM app.storage_used u WHERE u.party = ours FOR UPDATE;
    RETURN kept;
  END $$;

  -- Invariant I6: where what is counted is not what is kept. Mended when asked to, with nobody adding meanwhile.
  CREATE FUNCTION app.reconcile_storage(mend boolean) RETURNS TABLE (party text, counted bigint, kept bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  #variable_conflict use_column
  BEGIN
    IF app.system() IS DISTINCT FROM 'file-keeping' THEN RAISE EXCEPTION 'not your task' USING ERRCODE = 'insufficient_privilege'; END IF;
    IF mend THEN LOCK TABLE app.sealed_files, app.storage_used IN SHARE ROW EXCLUSIVE MODE; END IF;
    RETURN QUERY
      SELECT p.code, coalesce(u.bytes, 0), coalesce(f.bytes, 0)::bigint FROM app.parties p
        LEFT JOIN app.storage_used u ON u.party = p.code
        LEFT JOIN (SELECT owner, sum(bytes) AS bytes FROM app.sealed_files GROUP BY owner) f ON f.owner = p.code
       WHERE coalesce(u.bytes, 0) <> coalesce(f.bytes, 0);
    IF mend THEN
      INSERT INTO app.storage_used (party, bytes)
        SELECT p.code, coalesce((SELECT sum(f.bytes) FROM app.sealed_files f WHERE f.owner = p.code), 0) FROM app.parties p
      ON CONFLICT (party) DO UPDATE SET bytes = excluded.bytes;
    END IF;
  END $$;
  INSERT INTO app.storage_used (party, bytes) SELECT owner, sum(bytes) FROM app.sealed_files GROUP BY owner;
  REVOKE EXECUTE ON FUNCTION app.count_storage(), app.lock_storage(), app.reconcile_storage(boolean) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.lock_storage(), app.reconcile_storage(boolean) TO focalpoint_app;
`;

const schedule = `
  -- From when a document is kept: its last change while a draft, its recall once recalled.
  ALTER TABLE app.documents ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN recalled_at timestamptz,
    -- Kept this long in any case: its originator said so, and why stands in retention_extensions.
    ADD COLUMN kept_until date;
  CREATE FUNCTION app.document_touched() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
  BEGIN
    NEW.changed_at := now();
    IF NEW.state = 'recalled' AND OLD.state <> 'recalled' THEN NEW.recalled_at := now(); END IF;
    RETURN NEW;
  END $$;
  REVOKE EXECUTE ON FUNCTION app.document_touched() FROM PUBLIC;
  CREATE TRIGGER touched BEFORE UPDATE ON app.documents FOR EACH ROW EXECUTE FUNCTION app.document_touched();

  -- The schedule. A rule without kind or marking is for all of them; the closest one counts. Forum-wide ones are the secretariat's, others bind the
  -- party's own documents. Without months it ends the rule before it. Proposed by one, decided by another.
  CREATE TABLE app.retention_rules (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
    forum_wide boolean NOT NULL,
    kind text CHECK (kind IN (${kinds})),
    tlp text CHECK (tlp IN (${tlps})),
    after text NOT NULL CHECK (after IN ('released', 'recalled', 'expired', 'changed')),
    months integer CHECK (months BETWEEN 1 AND 1200),
    action text NOT NULL CHECK (action IN ('review', 'dispose')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    proposed_by uuid REFERENCES app.users ON DELETE RESTRICT,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decision text CHECK (decision IN ('approved', 'refused', 'withdrawn')),
    decided_by uuid REFERENCES app.users ON DELETE RESTRICT,
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) BETWEEN 3 AND 1000),
    replaced_at timestamptz,
    CHECK (NOT forum_wide OR party = 'SECRETARIAT'),
    CHECK (tlp IS NULL OR after <> 'changed'),
    CHECK (decided_by <> proposed_by OR decision = 'withdrawn'),
    CHECK ((decision IS NULL) = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX retention_rule_in_force ON app.retention_rules (party, forum_wide, after, coalesce(kind, ''), coalesce(tlp, '')) WHERE decision = 'approved' AND replaced_at IS NULL;
  CREATE UNIQUE INDEX retention_rule_proposed ON app.retention_rules (party, forum_wide, after, coalesce(kind, ''), coalesce(tlp, '')) WHERE decision IS NULL;
  COMMENT ON TABLE app.retention_rules IS 'fence: own; a rule in force is for everybody who takes part, a proposal for the party that makes it';

  -- Kept longer than the schedule says, by the originator, for a reason.
  CREATE TABLE app.retention_extensions (
    document_id uuid PRIMARY KEY REFERENCES app.documents ON DELETE CASCADE,
    until date NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    extended_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
    extended_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE app.retention_extensions IS 'fence: child of documents; the originator alone';

  -- What the originator was told will be disposed of, or is to be reviewed. Nothing is disposed of by the schedule that was not announced long enough.
  CREATE TABLE app.retention_announcements (
    document_id uuid PRIMARY KEY REFERENCES app.documents ON DELETE CASCADE,
    action text NOT NULL CHECK (action IN ('review', 'dispose')),
    due date NOT NULL,
    announced_on date NOT NULL DEFAULT current_date
  );
  COMMENT ON TABLE app.retention_announcements IS 'fence: child of documents; the originator alone';

  ALTER TABLE app.retention_rules ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.retention_rules FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.retention_extensions ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.retention_extensions FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.retention_announcements ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.retention_announcements FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON app.retention_rules FOR SELECT TO focalpoint_app
    USING (party = (SELECT app.party()) OR (decision = 'approved' AND (SELECT app.verified()) IS NOT NULL));
  CREATE POLICY propose ON app.retention_rules FOR INSERT TO focalpoint_app
    WITH CHECK (party = (SELECT app.party()) AND proposed_by = (SELECT app.user_id()) AND decision IS NULL AND replaced_at IS NULL);
  CREATE POLICY decide ON app.retention_rules FOR UPDATE TO focalpoint_app
    USING (party = (SELECT app.party()) AND decision IS NULL)
    WITH CHECK (party = (SELECT app.party()) AND decided_by = (SELECT app.user_id()) AND (proposed_by <> (SELECT app.user_id()) OR decision = 'withdrawn'));
  CREATE POLICY applied ON app.retention_rules TO focalpoint_owner USING (true) WITH CHECK (true);
  CREATE POLICY see ON app.retention_extensions FOR SELECT TO focalpoint_app
    USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY extend ON app.retention_extensions FOR INSERT TO focalpoint_app
    WITH CHECK (extended_by = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY change ON app.retention_extensions FOR UPDATE TO focalpoint_app
    USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())))
    WITH CHECK (extended_by = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY see ON app.retention_announcements FOR SELECT TO focalpoint_app
    USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY announce ON app.retention_announcements FOR INSERT TO focalpoint_app
    WITH CHECK (announced_on >= current_date AND (SELECT app.system()) = 'retention-clock' AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY forget ON app.retention_announcements FOR DELETE TO focalpoint_app
    USING ((SELECT app.system()) = 'retention-clock' AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  GRANT SELECT, INSERT, UPDATE ON app.retention_rules, app.retention_extensions TO focalpoint_app;
  GRANT SELECT, INSERT, DELETE ON app.retention_announcements TO focalpoint_app;

  -- A rule that is approved takes the place of the one before it.
  CREATE FUNCTION app.retention_rule_decided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  BEGIN
    UPDATE app.retention_rules r SET replaced_at = now()
     WHERE r.party = NEW.party AND r.forum_wide = NEW.forum_wide AND r.after = NEW.after AND r.kind IS NOT DISTINCT FROM NEW.kind AND r.tlp IS NOT DISTINCT FROM NEW.tlp
       AND r.decision = 'approved' AND r.replaced_at IS NULL AND r.id <> NEW.id;
    RETURN NEW;
  END $$;
  REVOKE EXECUTE ON FUNCTION app.retention_rule_decided() FROM PUBLIC;
  CREATE TRIGGER decided BEFORE UPDATE ON app.retention_rules FOR EACH ROW WHEN (NEW.decision = 'approved' AND OLD.decision IS NULL) EXECUTE FUNCTION app.retention_rule_decided();
`;

const holds = `
  -- What takes two officers of the originator: a legal hold, its end, a disposal. Goes with the document, and lives on in the certificate.
  CREATE TABLE app.retention_requests (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
    party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
    deed text NOT NULL CHECK (deed IN ('hold', 'lift', 'dispose')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    asked_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
    asked_at timestamptz NOT NULL DEFAULT now(),
    decision text CHECK (decision IN ('approved', 'refused', 'withdrawn')),
    decided_by uuid REFERENCES app.users ON DELETE RESTRICT,
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) BETWEEN 3 AND 1000),
    CHECK (decided_by <> asked_by OR decision = 'withdrawn'),
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX one_open_retention_request ON app.retention_requests (document_id, deed) WHERE decision IS NULL;
  CREATE INDEX retention_requests_by_party ON app.retention_requests (party, asked_at DESC);
  COMMENT ON TABLE app.retention_requests IS 'fence: own';

  -- While a document is held nothing of it goes: not the document, not a version of it. The key that restricts is the last lock.
  CREATE TABLE app.legal_holds (
    document_id uuid PRIMARY KEY REFERENCES app.documents ON DELETE RESTRICT,
    party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
    request_id uuid NOT NULL REFERENCES app.retention_requests ON DELETE RESTRICT,
    since timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX legal_holds_by_party ON app.legal_holds (party, since DESC);
  COMMENT ON TABLE app.legal_holds IS 'fence: own; that something is held is told to nobody else';

  ALTER TABLE app.retention_requests ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.retention_requests FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.legal_holds ENABLE ROW LEVEL SECURITY;         ALTER TABLE app.legal_holds FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON app.retention_requests FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()));
  CREATE POLICY ask ON app.retention_requests FOR INSERT TO focalpoint_app
    WITH CHECK (party = (SELECT app.party()) AND asked_by = (SELECT app.user_id()) AND decision IS NULL
                AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
  CREATE POLICY decide ON app.retention_requests FOR UPDATE TO focalpoint_app
    USING (party = (SELECT app.party()) AND decision IS NULL)
    WITH CHECK (party = (SELECT app.party()) AND decided_by = (SELECT app.user_id()) AND (asked_by <> (SELECT app.user_id()) OR decision = 'withdrawn'));
  CREATE POLICY see ON app.legal_holds FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()));
  CREATE POLICY hold ON app.legal_holds FOR INSERT TO focalpoint_app
    WITH CHECK (party = (SELECT app.party()) AND EXISTS (SELECT FROM app.retention_requests r
      WHERE r.id = request_id AND r.document_id = legal_holds.document_id AND r.party = (SELECT app.party()) AND r.deed = 'hold' AND r.decision = 'approved'));
  CREATE POLICY lift ON app.legal_holds FOR DELETE TO focalpoint_app
    USING (party = (SELECT app.party()) AND EXISTS (SELECT FROM app.retention_requests r
      WHERE r.document_id = legal_holds.document_id AND r.party = (SELECT app.party()) AND r.deed = 'lift' AND r.decision = 'approved' AND r.asked_at >= since));
  CREATE POLICY judge ON app.legal_holds FOR SELECT TO focalpoint_owner USING (true);
  CREATE POLICY judge ON app.retention_requests FOR SELECT TO focalpoint_owner USING (true);
  CREATE POLICY judge ON app.retention_announcements FOR SELECT TO focalpoint_owner USING (true);
  GRANT SELECT, INSERT, UPDATE ON app.retention_requests TO focalpoint_app;
  GRANT SELECT, INSERT, DELETE ON app.legal_holds TO focalpoint_app;

  CREATE FUNCTION app.version_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  BEGIN
    IF EXISTS (SELECT FROM app.legal_holds h WHERE h.document_id = OLD.document_id) THEN
      RAISE EXCEPTION 'under a legal hold' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER held BEFORE DELETE ON app.document_versions FOR EACH ROW EXECUTE FUNCTION app.version_held();

  -- Whether a party holds anything: its keys are not destroyed while it does. For the party, tasks of the portal, and the secretariat, which decides
  -- on keys; of which documents, how many and why, it says nothing.
  CREATE FUNCTION app.party_held(a_party text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT EXISTS (SELECT FROM app.legal_holds h WHERE h.party = a_party)
       AND (app.party() IN (a_party, 'SECRETARIAT') OR app.system() IS NOT NULL)
  $$;
  REVOKE EXECUTE ON FUNCTION app.version_held(), app.party_held(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.party_held(text) TO focalpoint_app;
`;

const disposal = `
  -- What is left: that there was a document, not what it was called or said. Shown to whom its marking let read it, and to who had downloaded it.
  CREATE TABLE app.tombstones (
    id uuid PRIMARY KEY,
    symbol text NOT NULL,
    kind text NOT NULL,
    originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
    tlp text NOT NULL,
    state text NOT NULL,
    readers text[] NOT NULL,
    withheld_from text[] NOT NULL,
    created_at timestamptz NOT NULL,
    released_at timestamptz,
    -- [{number, sha256, bytes, mediaType, uploadedAt}]
    versions jsonb NOT NULL,
    decided text NOT NULL CHECK (decided IN ('schedule', 'officers')),
    -- The rule of the schedule, when it was one: {kind, tlp, after, months, forumWide}
    rule jsonb,
    disposed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((decided = 'schedule') = (rule IS NOT NULL))
  );
  CREATE INDEX tombstones_by_originator ON app.tombstones (originator, disposed_at DESC, id);
  COMMENT ON TABLE app.tombstones IS 'fence: shared';

  -- The proof for the originator: what, when, by whose decision; signed.
  CREATE TABLE app.disposal_certificates (
    document_id uuid PRIMARY KEY REFERENCES app.tombstones ON DELETE RESTRICT,
    originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
    certificate jsonb NOT NULL,
    public_key text NOT NULL,
    signature text NOT NULL
  );
  COMMENT ON TABLE app.disposal_certificates IS 'fence: own; the originator';

  ALTER TABLE app.tombstones ENABLE ROW LEVEL SECURITY;             ALTER TABLE app.tombstones FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.disposal_certificates ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.disposal_certificates FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON app.tombstones FOR SELECT TO focalpoint_app USING (
    originator = (SELECT app.party()) OR (readers && (SELECT app.keys()) AND (withheld_from = '{}' OR NOT withheld_from && (SELECT app.keys()))));
  CREATE POLICY set_up ON app.tombstones FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party()));
  CREATE POLICY see ON app.disposal_certificates FOR SELECT TO focalpoint_app USING (originator = (SELECT app.party()));
  CREATE POLICY draw ON app.disposal_certificates FOR INSERT TO focalpoint_app
    WITH CHECK (originator = (SELECT app.party()) AND EXISTS (SELECT FROM app.tombstones t WHERE t.id = document_id AND t.originator = (SELECT app.party())));
  CREATE POLICY judge ON app.tombstones FOR SELECT TO focalpoint_owner USING (true);
  CREATE POLICY judge ON app.disposal_certificates FOR SELECT TO focalpoint_owner USING (true);
  GRANT SELECT, INSERT ON app.tombstones, app.disposal_certificates TO focalpoint_app;

  CREATE POLICY erase ON app.documents FOR DELETE TO focalpoint_owner USING (true);
  CREATE POLICY erase_lock ON app.documents FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (false);
  CREATE POLICY erase ON app.release_requests FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
  CREATE POLICY erase ON app.request_messages FOR DELETE TO focalpoint_owner USING (true);
  CREATE POLICY erasing ON app.request_messages FOR SELECT TO focalpoint_owner USING (true);
  CREATE POLICY erase ON app.uploads FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
  CREATE POLICY erasing ON app.uploads FOR SELECT TO focalpoint_owner USING (true);

  -- Takes a document out of the world: the keys of its files, its rows, the words that were exchanged about it. Only with a tombstone and a
  -- certificate, only on the word of two officers or by the schedule after its announcement, and never under a hold.
  -- Gives back where its octets lie, for a job to remove.
  CREATE FUNCTION app.erase_document(a_id uuid) RETURNS TABLE (storage_key text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  #variable_conflict use_column
  DECLARE ours text := app.party();
  BEGIN
    PERFORM FROM app.documents d WHERE d.id = a_id AND d.originator = ours FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'not yours' USING ERRCODE = 'insufficient_privilege'; END IF;
    IF EXISTS (SELECT FROM app.legal_holds h WHERE h.document_id = a_id) THEN RAISE EXCEPTION 'under a legal hold' USING ERRCODE = 'restrict_violation'; END IF;
    IF NOT EXISTS (SELECT FROM app.tombstones t JOIN app.disposal_certificates c ON c.document_id = t.id WHERE t.id = a_id AND t.originator = ours) THEN
      RAISE EXCEPTION 'no certificate' USING ERRCODE = 'insufficient_privilege'; END IF;
    IF NOT EXISTS (SELECT FROM app.retention_requests r WHERE r.document_id = a_id AND r.deed = 'dispose' AND r.decision = 'approved')
       AND NOT (app.system() IS NOT DISTINCT FROM 'retention-clock'
                AND EXISTS (SELECT FROM app.retention_announcements n WHERE n.document_id = a_id AND n.action = 'dispose' AND n.announced_on <= current_date - 30)) THEN
      RAISE EXCEPTION 'nobody decided it' USING ERRCODE = 'insufficient_privilege'; END IF;
    -- An open request for access was made without seeing the document; whoever made it must not notice that there was one.
    DELETE FROM app.request_messages m USING app.release_requests r WHERE r.id = m.request_id AND r.document_id = a_id;
    UPDATE app.release_requests SET
      purpose = CASE WHEN wish = 'access' AND state = 'open' THEN purpose ELSE '—' END, reason = CASE WHEN wish = 'access' AND state = 'open' THEN reason ELSE '—' END,
      decision_reason = CASE WHEN decision_reason IS NULL THEN NULL ELSE '—' END, state = CASE WHEN state = 'granted' OR wish = 'wider_use' AND state IN ('open', 'asked') THEN 'ended' ELSE state END,
      document_id = NULL, originator = NULL WHERE document_id = a_id;
    UPDATE app.uploads SET sealed = NULL, file_name = '—', note = '' WHERE document_id = a_id;
    RETURN QUERY DELETE FROM app.sealed_files f WHERE f.owner = ours AND f.subject = 'document/' || a_id RETURNING f.storage_key;
    DELETE FROM app.documents WHERE id = a_id;
  END $$;
  REVOKE EXECUTE ON FUNCTION app.erase_document(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.erase_document(uuid) TO focalpoint_app;
`;

const letters = `
  GRANT SELECT ON app.tombstones, app.retention_requests, app.retention_rules TO focalpoint_facts;
  CREATE POLICY facts ON app.tombstones FOR SELECT TO focalpoint_facts USING (true);
  CREATE POLICY facts ON app.retention_requests FOR SELECT TO focalpoint_facts USING (true);
  CREATE POLICY facts ON app.retention_rules FOR SELECT TO focalpoint_facts USING (true);
  -- Whom an event about retention concerns, by who they are: asked when the letter is posted, and again when it is sent.
  CREATE FUNCTION app.retention_addressees(a_event uuid) RETURNS TABLE (user_id uuid, name text, part text, subject text, detail jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT DISTINCT u.id, e.name, a.part, e.subject_id, e.detail
      FROM app.events e
      JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
      JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date
      LEFT JOIN app.retention_requests q ON e.subject_type = 'retention-request' AND q.id::text = e.subject_id
      LEFT JOIN app.retention_rules r ON e.subject_type = 'retention-rule' AND r.id::text = e.subject_id
      LEFT JOIN app.tombstones t ON e.name = 'document.disposed' AND t.id::text = e.subject_id
      CROSS JOIN LATERAL (SELECT d.party = e.originator AND d.roles && ARRAY['document_officer', 'focal_point'],
                                 d.party = 'SECRETARIAT' AND 'secretariat_officer' = ANY (d.roles)) AS k(officer, clerk)
      CROSS JOIN LATERAL (SELECT CASE
        WHEN e.name = 'retention.announced' AND k.officer THEN 'officer'
        WHEN e.name = 'retention-request.asked' AND k.officer AND q.decision IS NULL AND u.id <> q.asked_by THEN 'officer'
        WHEN e.name IN ('retention-request.approved', 'retention-request.refused') AND u.id = q.asked_by AND d.party = q.party THEN 'asker'
        WHEN e.name = 'retention-rule.proposed' AND r.decision IS NULL AND u.id <> r.proposed_by AND CASE WHEN r.forum_wide THEN k.clerk ELSE k.officer END THEN 'officer'
        WHEN t.id IS NOT NULL AND u.id::text = ANY (t.readers) AND d.party <> t.originator AND NOT t.withheld_from && app.keys_of(d.party, u.id)
             AND EXISTS (SELECT FROM app.events x WHERE x.subject_type = 'document' AND x.subject_id = e.subject_id AND x.name = 'document.downloaded' AND x.actor = u.id) THEN 'holder'
        WHEN t.id IS NOT NULL AND k.officer AND t.decided = 'schedule' THEN 'officer'
        END) AS a(part)
     WHERE e.id = a_event AND a.part IS NOT NULL
  $$;
  REVOKE EXECUTE ON FUNCTION app.retention_addressees(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.retention_addressees(uuid) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.retention_addressees(uuid) OWNER TO focalpoint_facts;
`;
