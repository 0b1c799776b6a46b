import { peopleSearch } from './search';

describe('the address of a list of people', () => {
  it('keeps what it knows', () => expect(peopleSearch({ state: 'suspended', role: 'reader', unused: '90', q: 'rahayu' })).toEqual({ state: 'suspended', role: 'reader', unused: '90', q: 'rahayu' }));

  it('drops what it does not', () => expect(peopleSearch({ state: 'gone', role: 'DROP TABLE', unused: '7', q: ' ', other: 'x' } as never)).toEqual({}));
});
