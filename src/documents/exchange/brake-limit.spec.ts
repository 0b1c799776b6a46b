import { limitOf } from './brake-limit.js';

describe('SR-76: how many files an hour are usual', () => {
  it.each([[null, 100], [0, 30], [1, 30], [3, 30], [5, 50], [9.5, 95], [10, 100], [400, 100]])('with a median of %s it is %s', (usual, limit) => {
    expect(limitOf(usual)).toBe(limit);
  });
});
