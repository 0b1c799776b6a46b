import { inserted } from './inserted';

describe('a block put into a text', () => {
  it('stands apart from what is around it', () => {
    expect(inserted('First.\n\nSecond.\n', 2, 'BLOCK')).toBe('First.\n\nBLOCK\n\nSecond.\n');
    expect(inserted('First.', 6, 'BLOCK')).toBe('First.\n\nBLOCK\n');
    expect(inserted('', 0, 'BLOCK')).toBe('BLOCK\n');
  });
});
