import type { MarkingSeal } from '../../documents/index.js';
import type { CourseSeal } from '../../learning/index.js';
import type { Quotas } from '../../members/index.js';
import type { Reader } from '../reader.js';
import type { Fault, Tally } from './fault.js';

interface Version {
  document_id: string;
  number: number;
  originator: string;
  scan: string;
  released_at: Date | null;
  bytes: string;
  file_bytes: string | null;
  same: boolean;
  has_upload: boolean;
  has_scan: boolean;
  at: string;
}

/** A version, whether its file has the row it needs, and what the record of events says of it. */
const pageOfVersions = `
  SELECT v.document_id, v.number, d.originator, v.scan, v.released_at, v.bytes, f.bytes AS file_bytes,
         coalesce(f.bytes = v.bytes AND f.sha256 = v.sha256 AND f.owner = d.originator AND f.subject = 'document/' || d.id, false) AS same,
         EXISTS (SELECT FROM app.events e WHERE e.subject_type = 'document' AND e.subject_id = v.document_id::text AND e.name = 'document.uploaded'
                    AND e.outcome = 'done' AND e.detail->>'number' = v.number::text AND e.detail->>'sha256' = v.sha256) AS has_upload,
         EXISTS (SELECT FROM app.file_scans s WHERE s.subject = 'document/' || v.document_id AND s.sha256 = v.sha256 AND s.owner = d.originator AND s.verdict = v.scan) AS has_scan,
         v.document_id || '/' || lpad(v.number::text, 10, '0') AS at
    FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id LEFT JOIN app.sealed_files f ON f.storage_key = v.storage_key
   WHERE (v.document_id, v.number) > (split_part(coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000/0'), '/', 1)::uuid,
                                      split_part(coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000/0'), '/', 2)::integer)
   ORDER BY v.document_id, v.number LIMIT 500`;

const pageOfDocuments = `
  SELECT d.id, d.originator, d.state, d.tlp, d.releasable_to AS "releasableTo", d.recipients, d.withheld_from AS "withheldFrom", d.granted_to AS "grantedTo",
         d.handling_caveats AS "handlingCaveats", d.expires_at AS "expiresAt", d.marking_seal AS "markingSeal",
         coalesce((SELECT json_agg(json_build_object('number', v.number, 'sha256', v.sha256, 'releasedAt', v.released_at)) FROM app.document_versions v WHERE v.document_id = d.id), '[]') AS versions
    FROM app.documents d WHERE d.state <> 'draft' AND d.id > coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000')::uuid ORDER BY d.id LIMIT 500`;

const pageOfCourses = `
  SELECT id, originator, state, tlp, releasable_to AS "releasableTo", recipients, withheld_from AS "withheldFrom", handling_caveats AS "handlingCaveats", marking_seal AS "markingSeal"
    FROM app.courses WHERE state <> 'draft' AND id > coalesce(nullif($1, ''), '00000000-0000-0000-0000-000000000000')::uuid ORDER BY id LIMIT 500`;

/** What rows say of one another (I1, I3, I4, I6). */
export class Records {
  constructor(
    private readonly reader: Reader,
    private readonly seal: MarkingSeal,
    private readonly courseSeal: CourseSeal,
    private readonly quotas: Quotas,
    private readonly tally: Tally,
  ) {}

  async *versions(): AsyncGenerator<Fault> {
    for await (const page of this.reader.pages<Version>(pageOfVersions, (row) => row.at)) {
      this.tally.versions += page.length;
      yield* page.flatMap(faultsOf);
    }
  }

  /** The marking of each document that left the draft is the one its originator sealed. */
  async *seals(): AsyncGenerator<Fault> {
    type Row = Parameters<MarkingSeal['holds']>[0] & { versions: Parameters<MarkingSeal['holds']>[1] };
    for await (const page of this.reader.pages<Row>(pageOfDocuments, (row) => row.id)) {
      for (const { versions, ...document } of page) {
        if (this.seal.holds(document, versions)) continue;
        yield { invariant: 'I3', fault: 'seal-broken', subject: `document/${document.id}`, say: `The marking of document ${document.id} (${document.originator}) does not match its seal, so it is not served. Its row was changed behind the portal's back; find out by whom.` };
      }
    }
  }

  /** The marking of each course that left the draft is the one its originator sealed. */
  async *courseSeals(): AsyncGenerator<Fault> {
    for await (const page of this.reader.pages<Parameters<CourseSeal['holds']>[0]>(pageOfCourses, (row) => row.id)) {
      for (const course of page) {
        if (this.courseSeal.holds(course)) continue;
        yield { invariant: 'I3', fault: 'seal-broken', subject: `course/${course.id}`, say: `The marking of course ${course.id} (${course.originator}) does not match its seal, so others do not open it. Its row was changed behind the portal's back; find out by whom, then have its originator mark it anew.` };
      }
    }
  }

  /** What is counted against a party's allowance is the sum of its files. */
  async *sums(): AsyncGenerator<Fault> {
    for (const { party, counted, kept } of await this.quotas.differences()) {
      yield {
        invariant: 'I6', fault: 'sum-differs', subject: `party/${party}`, say: `${party} is held to keep ${counted} octets where its files have ${kept}.`,
        mend: async () => void (await this.quotas.differences(true)),
      };
    }
  }
}

function faultsOf(version: Version): Fault[] {
  const of = { subject: `document/${version.document_id}/${version.number}` };
  const named = `Version ${version.number} of document ${version.document_id} (${version.originator})`;
  const faults: Fault[] = [];
  // What was refused keeps its row and gives up its file.
  const hasFile = version.scan !== 'rejected';
  if (hasFile && version.file_bytes === null) faults.push({ ...of, invariant: 'I1', fault: 'version-without-file', say: `${named} has no key to its file. Bring it back from a backup.` });
  if (version.file_bytes !== null && !version.same) faults.push({ ...of, invariant: 'I1', fault: 'not-its-file', say: `${named} refers to a file of another owner, length or hash.` });
  if (!['pending', 'quarantined'].includes(version.scan) && !version.has_scan) faults.push({ ...of, invariant: 'I3', fault: 'no-scan-record', say: `${named} counts as "${version.scan}", and no inspection on record said so.` });
  if (!version.has_upload) faults.push({ ...of, invariant: 'I4', fault: 'no-upload-event', say: `${named} came from nowhere: no upload of it is on record.` });
  return faults;
}
