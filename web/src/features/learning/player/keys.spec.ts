import { wayOf } from './keys';

const press = (key: string, more: object = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, defaultPrevented: false, target: null, ...more });

describe('arrow keys in a lesson', () => {
  it('lead where reading goes', () => {
    expect([wayOf(press('ArrowRight'), false), wayOf(press('ArrowLeft'), false), wayOf(press('ArrowRight'), true), wayOf(press('ArrowLeft'), true), wayOf(press('ArrowDown'), false)]).toEqual([1, -1, -1, 1, 0]);
  });

  it('are left to whatever else uses them', () => {
    expect(wayOf(press('ArrowRight', { altKey: true }), false)).toBe(0);
    expect(wayOf(press('ArrowRight', { defaultPrevented: true }), false)).toBe(0);
    expect(wayOf(press('ArrowRight', { target: { closest: () => ({}) } }), false)).toBe(0);
    expect(wayOf(press('ArrowRight', { target: { closest: () => null } }), false)).toBe(1);
  });
});
