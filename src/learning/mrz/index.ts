/** The machine-readable zone of travel documents (ICAO Doc 9303, 8th edition): read, written, and practised on. Knows nothing of courses. */
export { Draw } from './draw.js';
export { readZone } from './zone.js';
export { writeZone } from './write-zone.js';
export { exerciseKinds, newExercise, scoreExercise, type Exercise, type ExerciseKind } from './exercises.js';
