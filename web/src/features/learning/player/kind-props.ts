import type { Lesson } from '../../../api/learning';

/** What a lesson that is more than reading is given. `onDone` is called when the server has it as done. */
export interface KindProps { enrolment: string; lesson: Lesson; onDone: () => void }
