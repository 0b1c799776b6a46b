import { vcard } from './vcard.js';

const point = { id: '11111111-1111-4111-8111-111111111111', name: 'Siti Rahmawati', rank: 'primary' as const, area: 'document_fraud' as const, agency: 'Immigration', languages: ['id', 'en'], timeZone: 'Asia/Jakarta', confirmedAt: '2026-07-01T02:03:04.567Z' };
const party = { name: 'Indonesia', mailbox: 'duty@idn.example.org' };
/** As a reader of RFC 6350 puts the lines together again. */
const lines = (card: string) => card.replaceAll('\r\n ', '').split('\r\n');

describe('a focal point as a vCard', () => {
  it('says who it is, for whom, and how the party is reached', () => {
    expect(lines(vcard(point, party))).toEqual([
      'BEGIN:VCARD', 'VERSION:4.0', 'KIND:individual', 'UID:urn:uuid:11111111-1111-4111-8111-111111111111', 'FN:Siti Rahmawati', 'ORG:Indonesia;Immigration',
      'ROLE:National focal point\\, primary: document fraud', 'LANG;PREF=1:id', 'LANG;PREF=2:en', 'TZ:Asia/Jakarta', 'EMAIL;TYPE=work:duty@idn.example.org', 'REV:20260701T020304Z', 'END:VCARD', '',
    ]);
  });

  it('holds private details only when it is given them', () => {
    const card = lines(vcard(point, party, { phone: '+62 21 5550 123', post: 'Jl. Rasuna 8,\nJakarta; "Gate ^ 2"' }));
    expect(card).toContain('TEL;TYPE="work,voice":+62 21 5550 123');
    expect(card).toContain(`ADR;TYPE=work;LABEL="Jl. Rasuna 8,^nJakarta; ^'Gate ^^ 2^'":;;Jl. Rasuna 8\\,\\nJakarta\\; "Gate ^ 2";;;;`);
    expect(vcard(point, party)).not.toMatch(/TEL|ADR/);
  });

  it('lets no value end a line or begin a property', () => {
    const card = lines(vcard({ ...point, name: 'A\r\nEMAIL:evil@example.org', agency: 'B;C,D\\E\u0007' }, party));
    expect(card).toContain('FN:A\\nEMAIL:evil@example.org');
    expect(card).toContain('ORG:Indonesia;B\\;C\\,D\\\\E');
    expect(card.filter((line) => line.startsWith('EMAIL'))).toHaveLength(1);
  });

  it('folds at 75 octets and cuts no character in two', () => {
    const name = 'ศรีสุวรรณ '.repeat(20).trim();
    const card = vcard({ ...point, name }, party);
    for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines(card)).toContain(`FN:${name}`);
  });
});
