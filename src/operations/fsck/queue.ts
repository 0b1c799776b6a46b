import type { Reader } from '../reader.js';
import type { Fault } from './fault.js';

interface Waiting {
  /** Of the job. */
  key: string;
  task: string;
  payload: object;
  subject: string;
}

/** Everything that waits for something, and the job that must be there for it. */
const waiting = `
  SELECT 'inspect/' || v.document_id || '/' || v.number AS key, 'inspect-version' AS task,
         json_build_object('id', v.document_id, 'number', v.number, 'party', d.originator) AS payload, 'document/' || v.document_id || '/' || v.number AS subject
    FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id WHERE v.content_state = 'pending'
  UNION ALL
  SELECT 'inspect-letter/' || n.id, 'inspect-letter', json_build_object('id', n.id, 'party', f.party), 'nomination/' || n.id
    FROM app.nominations n JOIN app.focal_points f ON f.id = n.id WHERE n.letter_scan = 'pending'
  UNION ALL
  SELECT 'join-upload/' || u.id, 'join-upload', json_build_object('id', u.id, 'party', u.party), 'upload/' || u.id FROM app.uploads u WHERE u.state = 'joining' AND u.document_id IS NOT NULL`;

/** No job is lost (I5): whatever waits has one that is queued or runs. */
export async function* lostJobs(reader: Reader, queue: Reader): AsyncGenerator<Fault> {
  const before = await reader.rows<Waiting>(waiting);
  const jobs = await queue.rows<{ key: string }>('SELECT key FROM graphile_worker._private_jobs WHERE key IS NOT NULL AND (attempts < max_attempts OR locked_at IS NOT NULL)');
  const there = new Set(jobs.map(({ key }) => key));
  const without = before.filter(({ key }) => !there.has(key));
  if (without.length === 0) return;
  // Asked once more: a job that ended between the two questions has done its work.
  const still = new Set((await reader.rows<Waiting>(waiting)).map(({ key }) => key));
  for (const { key, task, payload, subject } of without.filter((one) => still.has(one.key))) {
    yield {
      invariant: 'I5', fault: 'job-lost', subject, say: `${subject} waits, and no job will take it up.`,
      mend: async () => void (await queue.rows('SELECT app.enqueue($1, $2, NULL, $3)', [task, payload, key])),
    };
  }
}
