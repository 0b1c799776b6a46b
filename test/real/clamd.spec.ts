import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Settings } from '../../src/kernel/config/index.js';
import { Scanner } from '../../src/kernel/scanner/index.js';
import { Clamd, eicar } from '../support/clamd.js';

describe('SR-64 a real clamd', () => {
  let clamd: Clamd;
  const verdict = (content: string) => new Scanner(Object.assign(new Settings(), { scanner: clamd.address, scannerIdleSeconds: 30 })).inspect(async () => Readable.from([Buffer.from(content)])).then((found) => found.verdict);
  beforeAll(async () => { clamd = await Clamd.start(); });
  afterAll(() => clamd.stop());

  it('finds the test string and lets what is harmless pass', async () => {
    expect(await verdict(`before ${eicar} after`)).toBe('infected');
    expect(await verdict('harmless')).toBe('clean');
  });

  it('finds what a signature was added for, from then on', async () => {
    expect(await verdict('a marker of our own 7f3a9c')).toBe('clean');
    await clamd.addSignature('Local.Marker', 'a marker of our own 7f3a9c');
    expect(await verdict('a marker of our own 7f3a9c')).toBe('infected');
  });

  it('gives no verdict while it is gone, and is asked again when it is back', async () => {
    await clamd.kill();
    expect(await verdict('harmless')).toBe('unavailable');
    await clamd.restart();
    expect(await verdict(eicar)).toBe('infected');
  });

  it('goes on where it was after a pause', async () => {
    clamd.pause();
    const asked = verdict('harmless');
    expect(await Promise.race([asked, sleep(300, 'no answer yet')])).toBe('no answer yet');
    clamd.resume();
    expect(await asked).toBe('clean');
  });
});
