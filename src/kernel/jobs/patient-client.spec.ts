import { runInNewContext } from 'node:vm';
import { patient } from './patient-client.js';

const reset = { code: 'ECONNRESET' };

describe('an error of the queue\'s database', () => {
  it.each([
    ['of ours', () => Object.assign(new Error('read ECONNRESET'), reset)],
    ['of another realm, as sockets may give it', () => Object.assign(runInNewContext('new Error("read ECONNRESET")') as Error, reset)],
  ])('is one to try again after, where the database went away: %s', (_whose, make) => {
    const cause = make();
    const told = patient(cause);
    expect(told).toBeInstanceOf(Error);
    expect(told).toMatchObject({ message: 'read ECONNRESET', code: 'ETIMEDOUT', cause });
  });

  it('stays what it is where the statement was wrong', () => {
    const wrong = Object.assign(new Error('duplicate key'), { code: '23505' });
    expect(patient(wrong)).toBe(wrong);
  });
});
