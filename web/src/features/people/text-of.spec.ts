import { textOf } from './text-of';

const file = (...bytes: number[]) => ({ size: bytes.length, arrayBuffer: async () => new Uint8Array(bytes).buffer });

describe('the text of a file', () => {
  it('is taken as it is, byte order mark and all', async () => expect(await textOf(file(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa'));

  it('is refused when it is not UTF-8, as older spreadsheets write', async () => { await expect(textOf(file(0x41, 0xf1))).rejects.toMatchObject({ problem: { type: '/problems/not-utf-8' } }); });

  it('is refused when it is too large, before it is read', async () => {
    await expect(textOf({ size: 300_000, arrayBuffer: () => Promise.reject(new Error('was read')) })).rejects.toMatchObject({ problem: { type: '/problems/too-large' } });
  });
});
