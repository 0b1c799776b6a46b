import { Inject, Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';
import { sealHolds, sealOver } from '../../kernel/marking/index.js';
import { unavailable } from '../../kernel/problems.js';
import type { Course } from './course.entity.js';

/** What of a course its seal covers. */
export type SealedCourse = Pick<Course, 'id' | 'originator' | 'state' | 'tlp' | 'releasableTo' | 'recipients' | 'withheldFrom' | 'handlingCaveats' | 'markingSeal'>;

/** Binds the marking of a course, its list of admission, to what its originator decided (SR-43). Drafts are nobody else's and have no seal. */
@Injectable()
export class CourseSeal {
  private readonly log = new Logger('marking-seal');

  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /** Before it is saved, whenever its originator marked, published or retired it; never to mend a seal that was found broken. */
  set(course: SealedCourse): void {
    course.markingSeal = course.state === 'draft' ? null : sealOver(this.settings.markingSecret, covered(course));
  }

  holds(course: SealedCourse): boolean {
    return course.state === 'draft' || sealHolds(this.settings.markingSecret, covered(course), course.markingSeal);
  }

  /** @throws Problem 503 when a course is no longer marked as its originator marked it */
  verify(course: SealedCourse): void {
    if (this.holds(course)) return;
    this.log.error({ course: course.id }, 'ALARM: the marking of a course does not match its seal');
    throw unavailable('The marking of this course does not match its seal, so it is not opened. Its originator and the operator must look into it.', 3600);
  }
}

const covered = ({ id, originator, state, tlp, releasableTo, recipients, withheldFrom, handlingCaveats }: SealedCourse) =>
  ['course', id, originator, state, tlp, releasableTo, recipients, withheldFrom, handlingCaveats];
