import fc from 'fast-check';
import { checkDigit } from './check-digit.js';
import { exerciseKinds, newExercise, scoreExercise, type Exercise } from './exercises.js';
import { readZone } from './zone.js';

const on = new Date('2026-11-26');
const seed = fc.string({ minLength: 1, maxLength: 20 });

describe('exercises on the zone', () => {
  it.each(exerciseKinds)('of the kind %s are the same for the same seed, and others for another', (kind) => {
    expect(newExercise(kind, 'one', on)).toEqual(newExercise(kind, 'one', on));
    const drawn = new Set(Array.from({ length: 40 }, (_, index) => JSON.stringify(newExercise(kind, `seed ${index}`, on).shown)));
    expect(drawn.size).toBeGreaterThan(35);
  });

  it('give all points for their key, however it is typed, and none for nothing', () => {
    fc.assert(fc.property(fc.constantFrom(...exerciseKinds), seed, (kind, one) => {
      const { key } = newExercise(kind, one, on);
      const max = Object.keys(key.values).length;
      expect(scoreExercise(key, key.values)).toEqual({ score: max, max });
      expect(scoreExercise(key, Object.fromEntries(Object.entries(key.values).map(([name, value]) => [name, ` ${value.toLowerCase()} `])))).toEqual({ score: max, max });
      expect(scoreExercise(key, {})).toEqual({ score: 0, max });
    }));
  });

  it('alter one field alone; a check digit gives it away, or only comparing does, both often enough', () => {
    const caught: Exercise[] = [];
    const silent: Exercise[] = [];
    for (let index = 0; index < 400; index++) {
      const exercise = newExercise('altered', String(index), on);
      if (exercise.shown.kind !== 'altered') throw new Error('another kind');
      const { shown: { lines, printed }, key } = exercise;
      const zone = readZone(lines, on);
      const wrong = zone?.faults.filter(({ kind }) => kind === 'check-digit') ?? [];
      if (key.caught) expect(wrong).toContainEqual(expect.objectContaining({ check: key.values.field }));
      else expect(wrong).toEqual([]);
      const differs = { number: zone?.number !== printed.number, name: zone?.name.primary !== printed.surname || zone.name.secondary !== printed.givenNames };
      if (key.values.field === 'number' || key.values.field === 'name') expect(differs).toEqual({ number: key.values.field === 'number', name: key.values.field === 'name' });
      (key.caught ? caught : silent).push(exercise);
    }
    expect(caught.length).toBeGreaterThan(60);
    expect(silent.filter(({ key }) => key.values.field !== 'name').length).toBeGreaterThan(40);
  });

  it('show what cannot be though every digit agrees', () => {
    for (let index = 0; index < 300; index++) {
      const { shown, key } = newExercise('plausible', String(index), on);
      if (shown.kind !== 'plausible') throw new Error('another kind');
      const faults = readZone(shown.lines, on)?.faults ?? [];
      expect(faults.filter(({ kind }) => kind === 'check-digit')).toEqual([]);
      const said = faults.map((fault) => (fault.kind === 'date' ? fault.field : fault.kind));
      expect(said).toEqual(key.values.field === 'none' ? [] : [key.values.field]);
    }
  });

  it('ask for check digits as the standard computes them, and for zones that read without a fault', () => {
    fc.assert(fc.property(seed, (one) => {
      const digit = newExercise('check-digit', one, on);
      if (digit.shown.kind !== 'check-digit') throw new Error('another kind');
      expect(digit.key.values.digit).toBe(checkDigit(digit.shown.field));
      const { key } = newExercise('write', one, on);
      expect(readZone(Object.values(key.values), on)?.faults).toEqual([]);
    }));
  });
});
