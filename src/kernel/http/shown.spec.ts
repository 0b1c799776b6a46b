import 'reflect-metadata';
import { Expose, Type } from 'class-transformer';
import { Raw } from './raw.js';
import { show } from './shown.js';

class Inner {
  @Expose() name!: string;
}
class View {
  @Expose() id!: string;
  @Expose() tags!: string[];
  @Expose() @Type(() => Inner) inner!: Inner | null;
  @Expose() @Type(() => Inner) several!: Inner[];
  @Raw() details!: Record<string, unknown>;
}
class Wider extends View {
  @Expose() more!: number;
}

describe('what leaves', () => {
  it('is what the view lists, however deep, and nothing else', () => {
    const secret = { id: '1', tags: ['a'], secret: 'x', inner: { name: 'n', secret: 'x' }, several: [{ name: 'm', secret: 'x' }], details: { any: { key: 1 } } };
    expect(show(View, secret)).toEqual({ id: '1', tags: ['a'], inner: { name: 'n' }, several: [{ name: 'm' }], details: { any: { key: 1 } } });
    expect(show(View, [secret])).toEqual([show(View, secret)]);
  });

  it('is also what the view inherits', () => expect(show(Wider, { id: '1', more: 2, inner: null })).toEqual({ id: '1', more: 2, inner: null }));

  it('is never an object no view describes', () => {
    expect(() => show(View, { id: { password: 'x' } })).toThrow('View.id holds an object that no view describes');
    expect(() => show(View, { id: '1', tags: [{ password: 'x' }] })).toThrow('View.tags');
  });
});
