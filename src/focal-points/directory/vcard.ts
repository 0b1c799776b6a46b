import type { ContactsOf } from './contacts.js';
import type { FocalPointView } from './directory.dto.js';

type Pictured = Pick<FocalPointView, 'id' | 'name' | 'rank' | 'area' | 'agency' | 'languages' | 'timeZone' | 'confirmedAt'>;

/** A focal point as a vCard 4.0 (RFC 6350). */
export function vcard(point: Pictured, party: { name: string; mailbox: string | null }, { phone, mobile, secure_mail: secure, post }: ContactsOf = {}): string {
  const { id, name, rank, area, agency, languages, timeZone, confirmedAt } = point;
  const lines = [
    'BEGIN:VCARD', 'VERSION:4.0', 'KIND:individual', `UID:urn:uuid:${id}`,
    `FN:${text(name)}`, `ORG:${text(party.name)};${text(agency)}`, `ROLE:${text(`National focal point, ${rank}: ${area.replaceAll('_', ' ')}`)}`,
    ...languages.map((language, index) => `LANG;PREF=${index + 1}:${language}`),
    `TZ:${text(timeZone)}`,
    ...(party.mailbox ? [`EMAIL;TYPE=work:${text(party.mailbox)}`] : []),
    ...(phone ? [`TEL;TYPE="work,voice":${text(phone)}`] : []),
    ...(mobile ? [`TEL;TYPE="work,cell":${text(mobile)}`] : []),
    ...(secure ? [`EMAIL;PREF=1:${text(secure)}`] : []),
    ...(post ? [`ADR;TYPE=work;LABEL="${parameter(post)}":;;${text(post)};;;;`] : []),
    ...(confirmedAt ? [`REV:${confirmedAt.replaceAll(/[-:]|\.\d+/g, '')}`] : []),
    'END:VCARD',
  ];
  return lines.map(folded).join('');
}

/** Backslash, comma, semicolon and line break mean something else in a value (RFC 6350, 3.4); other controls have no place. */
const text = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll(/[,;]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n').replaceAll(/[\u0000-\u001f\u007f]/g, '');

/** Quotes, line breaks and carets inside a parameter (RFC 6868). */
const parameter = (value: string): string => value.replaceAll('^', '^^').replaceAll(/\r\n|\r|\n/g, '^n').replaceAll('"', "^'").replaceAll(/[\u0000-\u001f\u007f]/g, '');

/** At most 75 octets a line, continued after a space, no character cut in two (RFC 6350, 3.2). */
function folded(line: string): string {
  let out = '';
  let room = 75;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (octets > room) {
      out += '\r\n ';
      room = 74;
    }
    out += character;
    room -= octets;
  }
  return `${out}\r\n`;
}
