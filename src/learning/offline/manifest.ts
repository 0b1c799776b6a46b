import type { LessonView } from '../enrolment/study.dto.js';
import type { StudyView } from '../enrolment/enrolments.dto.js';
import type { SpecimenView } from '../specimens/specimens.dto.js';
import type { Veiled } from './copy-seal.js';

/** Days for which a copy opens. */
export const daysKept = 30;

/** One file of a copy. */
export interface Piece {
  /** Address below /api/v1. */
  path: string;
  kind: 'lesson' | 'picture';
  /** SHA-256 of its octets, base64url. */
  sha256: string;
  bytes: number;
  /** As it travels, packed with gzip. */
  packedBytes: number;
  /** The parts of the course that need it. */
  parts: number[];
}

/** What a copy of a course holds, for whom, and until when. It is signed, and so is by its hash whatever it names. */
export interface Manifest {
  version: 1;
  id: string;
  /** UTC, ISO 8601, by the database's clock. */
  issuedAt: string;
  expiresAt: string;
  enrolment: string;
  language: string | null;
  parts: number[];
  owner: { id: string; name: string; locale: string; delegation: string; party: { code: string; name: string; kind: string } };
  course: { id: string; code: string; title: string; originator: string; tlp: string };
  /** The enrolment with its outline as it stood when the copy was made. */
  study: StudyView;
  pieces: Piece[];
}

/** A question for practice. What is put to somebody is drawn from its body on the device as it is on the server, and so has the same draws. */
export interface CarriedQuestion {
  code: string;
  /** Draws are seeded `<seed>:<number>`. */
  seed: string;
  /** What dates are drawn around. */
  on: string;
  body: Record<string, unknown>;
  key: Veiled;
}

/** A lesson as one file: what there is to read, the questions it puts for practice, and what its bench says of the specimens. */
export interface CarriedLesson {
  lesson: LessonView;
  questions: CarriedQuestion[];
  specimens: SpecimenView[];
}
