/** Courses kept as folders of text: read, checked with every fault by file and line, and entered by the operator. Writes no course and judges no answer. */
export { courseCommand } from './course-command.js';
export { CourseEntry } from './enter-course.js';
export { specimensKnown } from './known.js';
export { readCourse } from './read-course.js';
