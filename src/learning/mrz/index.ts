/** The machine-readable zone of travel documents (ICAO Doc 9303, 8th edition): read, written, and practised on. Knows nothing of courses. */
export { Draw } from './draw.js';
export { exerciseKinds, newExercise, scoreExercise, type Exercise, type ExerciseKind } from './exercises.js';
