import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Shelf, type Shelved } from '../../../documents/index.js';
import type { CourseVersion } from '../course-version.entity.js';
import type { Quality } from '../text/blocks.js';
import { readText } from '../text/read-text.js';
import { isFilm } from '../text/video.js';
import { within } from '../text/weigh.js';

const fits = { film: /^video\/(mp4|webm)$/, recording: /^audio\/(mp4|webm)$/ };

/** What a lesson's films are made of: documents that go with the course, each able to reach its trainees. */
@Injectable()
export class Recordings {
  constructor(
    private readonly db: Database,
    private readonly shelf: Shelf,
  ) {}

  /** What keeps films in checked texts from being played, as sentences. In the running unit of work. */
  async missing(actor: Actor, { id, courseId }: CourseVersion): Promise<string[]> {
    const texts = await this.db.sql<{ title: string; language: string; body: string }>(
      `SELECT l.title, t.language, t.body FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id
        WHERE l.course_version_id = $1 AND t.state = 'checked' AND t.body LIKE '%video%' ORDER BY l.number, t.language`, [id]);
    const named = texts.flatMap(({ title, language, body }) => readText(body).steps.flatMap(({ blocks }) => [...within(blocks)])
      .flatMap((block) => (block.type === 'video' ? block.files.map((file) => ({ ...file, where: `“${title}” (${language}), ${file.quality} of “${block.title}”` })) : [])));
    const ids = [...new Set(named.map(({ document }) => document))];
    if (ids.length === 0) return [];
    const attached = new Map((await this.db.sql<{ document: string; whom: string }>('SELECT document_id AS document, for_whom AS whom FROM app.materials WHERE course_id = $1 AND document_id = ANY($2::uuid[])', [courseId, ids])).map(({ document, whom }) => [document, whom]));
    const shelved = await this.shelf.readable(actor, ids);
    return named.flatMap(({ where, quality, document }) => {
      const fault = against(attached.get(document), shelved.get(document), quality);
      return fault === null ? [] : [`${where}: ${fault}`];
    });
  }
}

function against(whom: string | undefined, shelved: Shelved | undefined, quality: Quality): string | null {
  if (whom === undefined || !shelved) return 'the document does not go with the course. Add it to the documents of the course, or take it out of the text.';
  if (whom !== 'trainees') return 'the document is for trainers only. Add one that everybody who may read the course may have.';
  if (shelved.document.state !== 'released' || shelved.files.length === 0) return 'the document is not released, or its file is still being looked through.';
  if (shelved.isMarked) return 'its marking asks for a watermark on every copy, and a film carries none, so that nobody could play it.';
  const kind = isFilm(quality) ? 'film' : 'recording';
  if (shelved.files.some(({ mediaType }) => fits[kind].test(mediaType))) return null;
  return kind === 'film' ? 'the document has no file that is a film: MP4 or WebM.' : 'the document has no file that is a recording without pictures: M4A, or WebM named .weba.';
}
