import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Full-text search under the fence (decision 0011). `@@` is not leakproof, so row-level security would keep GIN from being used;
 * a role that may read this one table answers with ids only, applying the fence's predicate itself. The ids are judged again by
 * scope and fence outside: a mistake in here can shorten a list, never widen one. Readers and words share one index, so what is
 * hidden costs (nearly) no time.
 */
export class DocumentSearch0006 implements MigrationInterface {
  name = 'DocumentSearch0000000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.document_search (
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        number integer NOT NULL,
        language text NOT NULL,
        visible_to text[] NOT NULL,
        withheld_from text[] NOT NULL,
        originator text NOT NULL,
        expires_at timestamptz,
        listed_at timestamptz NOT NULL,
        search tsvector NOT NULL,
        PRIMARY KEY (document_id, number)
      );
      CREATE INDEX document_search_words ON app.document_search USING gin (visible_to, search);
      COMMENT ON TABLE app.document_search IS 'fence: child of documents; read by the search role alone, written by trigger and extraction';
      ALTER TABLE app.document_search ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.document_search FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON app.document_search TO focalpoint_search;
      CREATE POLICY words ON app.document_search FOR SELECT TO focalpoint_search USING (true);
      CREATE POLICY keep ON app.document_search FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);

      -- (Re)index one document: a row per version, or one row of its description while it has none. Called by the owner of the document
      -- within the unit of work that changed it; texts arrive already segmented into words.
      CREATE FUNCTION app.index_document(a_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        DELETE FROM app.document_search WHERE document_id = a_id;
        INSERT INTO app.document_search (document_id, number, language, visible_to, withheld_from, originator, expires_at, listed_at, search)
        SELECT d.id, coalesce(v.number, 0), coalesce(v.language, d.language),
               CASE WHEN v.number IS NULL OR v.released_at IS NOT NULL THEN d.readers || d.originator ELSE ARRAY[d.originator] END,
               d.withheld_from, d.originator, d.expires_at, coalesce(d.released_at, d.created_at),
               setweight(to_tsvector(app.search_config(coalesce(v.language, d.language)), d.words_title), 'A')
            || setweight(to_tsvector(app.search_config(coalesce(v.language, d.language)), d.words_abstract), 'B')
            || setweight(to_tsvector('simple', d.symbol), 'A')
            || setweight(to_tsvector(app.search_config(coalesce(v.language, d.language)), left(coalesce(v.content, ''), 400000)), 'C')
          FROM app.documents d LEFT JOIN app.document_versions v ON v.document_id = d.id
         WHERE d.id = a_id;
      END $$;

      -- The dictionary a language is indexed and asked with; 'simple' where PostgreSQL has none (those texts arrive segmented).
      CREATE FUNCTION app.search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
        SELECT (CASE split_part(language, '-', 1)
          WHEN 'ar' THEN 'arabic' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'fr' THEN 'french'
          WHEN 'hi' THEN 'hindi' WHEN 'id' THEN 'indonesian' WHEN 'it' THEN 'italian' WHEN 'ne' THEN 'nepali' WHEN 'pt' THEN 'portuguese'
          WHEN 'ru' THEN 'russian' WHEN 'ta' THEN 'tamil' WHEN 'tr' THEN 'turkish' ELSE 'simple' END)::regconfig
      $$;

      ALTER TABLE app.documents
        ADD COLUMN words_title text NOT NULL DEFAULT '',
        ADD COLUMN words_abstract text NOT NULL DEFAULT '';

      -- Ids of documents that hold the words and are the actor's to see, best or newest first, from a keyset position on.
      CREATE FUNCTION app.find_documents(words text, languages text[], by_rank boolean, most integer)
      RETURNS TABLE (document_id uuid, rank real) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE held text[] := app.keys(); ours text := app.party(); asked tsquery := 'x'::tsquery; language text; one tsquery; first boolean := true;
      BEGIN
        FOREACH language IN ARRAY languages LOOP
          one := websearch_to_tsquery(app.search_config(language), words);
          IF numnode(one) = 0 THEN CONTINUE; END IF;
          asked := CASE WHEN first THEN one ELSE asked || one END;
          first := false;
        END LOOP;
        IF first OR held IS NULL THEN RETURN; END IF;
        RETURN QUERY
          SELECT f.document_id, max(f.rank) FROM (
            SELECT s.document_id, s.listed_at, CASE WHEN by_rank THEN ts_rank(s.search, asked) ELSE 0 END::real AS rank
              FROM app.document_search s
             WHERE s.search @@ asked AND s.visible_to && (held || ours)
               AND (s.originator = ours OR ((s.withheld_from = '{}' OR NOT s.withheld_from && held) AND (s.expires_at IS NULL OR s.expires_at > now())))
             ORDER BY s.listed_at DESC, s.document_id DESC LIMIT most) f
          GROUP BY f.document_id;
      END $$;

      REVOKE EXECUTE ON FUNCTION app.index_document(uuid), app.search_config(text), app.find_documents(text, text[], boolean, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.search_config(text) TO focalpoint_app, focalpoint_search;
      GRANT EXECUTE ON FUNCTION app.find_documents(text, text[], boolean, integer) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.find_documents(text, text[], boolean, integer) OWNER TO focalpoint_search;

      CREATE FUNCTION app.document_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        PERFORM app.index_document(NEW.id);
        RETURN NULL;
      END $$;
      CREATE FUNCTION app.version_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        PERFORM app.index_document(coalesce(NEW.document_id, OLD.document_id));
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.document_changed(), app.version_changed() FROM PUBLIC;
      CREATE POLICY indexing ON app.documents FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY indexing ON app.document_versions FOR SELECT TO focalpoint_owner USING (true);
      CREATE TRIGGER indexed AFTER INSERT OR UPDATE OF words_title, words_abstract, language, state, tlp, releasable_to, recipients, withheld_from, granted_to,
        expires_at, released_at ON app.documents FOR EACH ROW EXECUTE FUNCTION app.document_changed();
      CREATE TRIGGER indexed AFTER INSERT OR DELETE OR UPDATE OF content, language, released_at ON app.document_versions
        FOR EACH ROW EXECUTE FUNCTION app.version_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER indexed ON app.documents; DROP TRIGGER indexed ON app.document_versions;
      DROP POLICY indexing ON app.documents; DROP POLICY indexing ON app.document_versions;
      DROP FUNCTION app.document_changed; DROP FUNCTION app.version_changed; DROP FUNCTION app.find_documents; DROP FUNCTION app.index_document;
      DROP TABLE app.document_search; ALTER TABLE app.documents DROP COLUMN words_title, DROP COLUMN words_abstract; DROP FUNCTION app.search_config`);
  }
}
