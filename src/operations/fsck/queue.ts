import type { Reader } from '../reader.js';
import type { Fault } from './fault.js';

interface Waiting {
  /** Of the job. */
  key: string;
  task: string;
  payload: object;
  subject: string;
}

const page = 500;
const noId = `'00000000-0000-0000-0000-000000000000'`;

/** Everything that waits for something, kind by kind, and the job that must be there for it; the next page begins after the key that is $1. */
const kinds = [
  `SELECT 'inspect/' || v.document_id || '/' || v.number AS key, 'inspect-version' AS task,
          json_build_object('id', v.document_id, 'number', v.number, 'party', d.originator) AS payload, 'document/' || v.document_id || '/' || v.number AS subject
     FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id
    WHERE v.content_state = 'pending' AND (v.document_id, v.number) > (coalesce(nullif(split_part($1, '/', 2), ''), ${noId})::uuid, coalesce(nullif(split_part($1, '/', 3), ''), '0')::integer)
    ORDER BY v.document_id, v.number LIMIT ${page}`,
  `SELECT 'inspect-letter/' || n.id AS key, 'inspect-letter' AS task, json_build_object('id', n.id, 'party', f.party) AS payload, 'nomination/' || n.id AS subject
     FROM app.nominations n JOIN app.focal_points f ON f.id = n.id
    WHERE n.letter_scan = 'pending' AND n.id > coalesce(nullif(split_part($1, '/', 2), ''), ${noId})::uuid ORDER BY n.id LIMIT ${page}`,
  `SELECT 'join-upload/' || u.id AS key, 'join-upload' AS task, json_build_object('id', u.id, 'party', u.party) AS payload, 'upload/' || u.id AS subject
     FROM app.uploads u
    WHERE u.state = 'joining' AND u.target IS NOT NULL AND u.id > coalesce(nullif(split_part($1, '/', 2), ''), ${noId})::uuid ORDER BY u.id LIMIT ${page}`,
];

/** No job is lost (I5): whatever waits has one that is queued or runs. */
export async function* lostJobs(reader: Reader, queue: Reader): AsyncGenerator<Fault> {
  for (const kind of kinds) {
    let after = '';
    for await (const waiting of reader.pages<Waiting>(kind, ({ key }) => key)) {
      const without = await withoutJob(queue, waiting);
      // Asked once more: a job that ended between the two questions has done its work.
      const still = new Set(without.length > 0 ? (await reader.rows<Waiting>(kind, [after])).map(({ key }) => key) : []);
      for (const one of without.filter(({ key }) => still.has(key))) yield lost(queue, one);
      after = waiting.at(-1)?.key ?? '';
    }
  }
}

async function withoutJob(queue: Reader, waiting: readonly Waiting[]): Promise<Waiting[]> {
  const jobs = await queue.rows<{ key: string }>('SELECT key FROM graphile_worker._private_jobs WHERE key = ANY ($1) AND (attempts < max_attempts OR locked_at IS NOT NULL)', [waiting.map(({ key }) => key)]);
  const there = new Set(jobs.map(({ key }) => key));
  return waiting.filter(({ key }) => !there.has(key));
}

const lost = (queue: Reader, { key, task, payload, subject }: Waiting): Fault => ({
  invariant: 'I5', fault: 'job-lost', subject, say: `${subject} waits, and no job will take it up.`,
  mend: async () => void (await queue.rows('SELECT app.enqueue($1, $2, NULL, $3)', [task, payload, key])),
});
