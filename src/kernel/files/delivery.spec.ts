import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { under } from '../../../deploy/launcher/paths.js';
import { emptyElement } from './webm.js';
import { deliveryOf, inspect, delivered, inMemory, sourceOf, type Delivery, type Inspected } from './index.js';

const specimen = (name: string) => readFileSync(under('test', 'support', 'specimens', name));
const facts = /PERSON NAME|CameraMaker|GPS/;

async function plan(name: string, bytes: Buffer): Promise<Delivery | null> {
  return deliveryOf((await inspect(name, sourceOf(bytes))) as Inspected, sourceOf(bytes));
}

const whole = async (bytes: Buffer, delivery: Delivery, range?: { start: number; end: number }) => buffer(await delivered(delivery, inMemory(bytes)).pieces(range));

describe('what leaves of a picture', () => {
  it.each(['photograph.jpg', 'photograph.png', 'photograph.gif', 'photograph.tif'])('SR-71: says nothing of place, camera or person, and is still the picture: %s', async (name) => {
    const kept = specimen(name);
    expect(kept.toString('latin1')).toMatch(facts);
    const delivery = await plan(name, kept);
    if (!delivery) throw new Error('it would leave as it is');
    const out = await whole(kept, delivery);
    expect(out.length).toBe(delivery.bytes);
    expect(out.toString('latin1')).not.toMatch(facts);
    expect(await inspect(name, sourceOf(out))).toEqual({ mediaType: expect.stringMatching(/^image\//), active: false });
  });

  it('SR-71: keeps which way up it is', async () => {
    for (const [name, mark] of [['photograph.jpg', 'ffe10022457869660000'], ['photograph.png', '65584966']] as const) {
      const kept = specimen(name);
      const out = await whole(kept, (await plan(name, kept)) as Delivery);
      expect(out.toString('hex')).toContain(mark);
      expect(out.toString('hex')).toContain('01120003000000010006');
    }
  });

  it('SR-71: is the same in parts as whole', async () => {
    const kept = specimen('photograph.jpg');
    const delivery = (await plan('photograph.jpg', kept)) as Delivery;
    const out = await whole(kept, delivery);
    for (const [start, end] of [[0, 0], [0, 30], [1, 25], [20, 60], [out.length - 1, out.length - 1], [10, out.length - 1]] as const) {
      expect(await whole(kept, delivery, { start, end })).toEqual(out.subarray(start, end + 1));
    }
  });

  it('SR-71: ends where the picture ends', async () => {
    const kept = Buffer.concat([specimen('chromium.jpg'), Buffer.from('\0\0\u0001\nImage_UTC_Data1700000000000SEFHk\0\0\0SEFT', 'latin1')]);
    const delivery = (await plan('a.jpg', kept)) as Delivery;
    expect((await whole(kept, delivery)).equals(specimen('chromium.jpg'))).toBe(true);
  });

  it('is as it came where nothing is said', async () => {
    for (const name of ['chromium.png', 'chromium.jpg', 'writer.pdf', 'writer.docx']) expect(await plan(name, specimen(name))).toBeNull();
  });

  it('SR-71: leaves a film in WebM without title, maker and tags, at its length, and still a film', async () => {
    const kept = specimen('film.webm');
    expect(kept.toString('latin1')).toMatch(facts);
    const delivery = (await plan('film.webm', kept)) as Delivery;
    const out = await whole(kept, delivery);
    expect([out.length, delivery.bytes]).toEqual([kept.length, kept.length]);
    expect(out.toString('latin1')).not.toMatch(facts);
    expect(await inspect('film.webm', sourceOf(out))).toEqual({ mediaType: 'video/webm', active: false });
    expect(await whole(kept, delivery, { start: 100, end: 5_000 })).toEqual(out.subarray(100, 5_001));
    for (const length of [2, 8, 9, 300, 2 ** 33]) {
      const head = emptyElement(length);
      const size = head.length === 2 ? (head[1] ?? 0) - 0x80 : Number(head.readBigUInt64BE(1) - (1n << 56n));
      expect([head[0], head.length + size]).toEqual([0xec, length]);
    }
  });

  it('SR-71: leaves a film without place and device, at its length', async () => {
    const box = (type: string, ...inside: Buffer[]): Buffer => {
      const body = Buffer.concat(inside);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(body.length + 8);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    const kept = Buffer.concat([box('ftyp', Buffer.from('mp42\0\0\0\0mp42')), box('moov', box('mvhd', Buffer.alloc(20)), box('udta', box('\u00a9xyz', Buffer.from('+12.5+099.0/')))), box('mdat', Buffer.from('pictures'))]);
    const out = await whole(kept, (await plan('a.mp4', kept)) as Delivery);
    expect(out.length).toBe(kept.length);
    expect(out.toString('latin1')).not.toContain('+12.5');
    expect(await inspect('a.mp4', sourceOf(out))).toEqual({ mediaType: 'video/mp4', active: false });
  });
});
