import type { Role } from '../../kernel/access/index.js';
import { readPeople, template } from './people-file.js';

const roles: Role[] = ['reader', 'contributor', 'document_officer', 'trainer'];
const read = (text: string, known: [string, string][] = []) => readPeople(text, roles, new Map(known));
const told = (text: string, known?: [string, string][]) => read(text, known).faults.map(({ line, column, code }) => `${line} ${column} ${code}`);

describe('a table of people', () => {
  const anna = { line: 2, name: 'Anna Lee', email: 'anna@x.example.org', locale: 'en', roles: ['reader', 'document_officer'] };

  it.each([
    ['with commas', 'name,email,language,roles\nAnna Lee,anna@x.example.org,en,"reader,document_officer"\n'],
    ['with semicolons, as spreadsheets of many countries write', 'name;email;language;roles\r\nAnna Lee;anna@x.example.org;en;reader, document_officer\r\n'],
    ['with tabs', 'name\temail\tlanguage\troles\nAnna Lee\tanna@x.example.org\ten\treader/document_officer'],
    ['with a byte order mark', '\ufeffname,email,roles\nAnna Lee,anna@x.example.org,reader document_officer'],
    ['with headings of any case, in any order', 'Roles;E-Mail;NAME\nDocument Officer| reader;ANNA@X.example.org;Anna Lee'],
    ['with quotation marks and spaces around', '"name" , "email" , "roles"\n "Anna Lee" , " anna@x.example.org " , "reader,document-officer"'],
    ['with columns nobody asked for', 'no,name,phone,email,roles\n1,Anna Lee,123,anna@x.example.org,reader;document_officer'],
    ['with empty lines at its end', 'name,email,roles\nAnna Lee,anna@x.example.org,reader|document_officer\n\n,,\n'],
  ])('is read %s', (_how, text) => expect(read(text)).toEqual({ rows: 1, entries: [anna], faults: [] }));

  it('is read as its template is written', () => expect(read(template).entries).toEqual([{ line: 2, name: 'Anna Example', email: 'anna@example.org', locale: 'en', roles: ['reader', 'contributor'] }]));

  it('keeps names in every script, and the language of the letter', () => {
    expect(read('name,email,language,roles\nعلياء منصور,a@x.example.org,AR,reader\nNguyễn Thị Ánh,n@x.example.org,,reader').entries).toMatchObject([{ name: 'علياء منصور', locale: 'ar' }, { name: 'Nguyễn Thị Ánh', locale: 'en' }]);
  });

  it.each<[string, string, string[]]>([
    ['nothing in it', '', ['1  no-column']],
    ['no headings', 'Anna Lee,anna@x.example.org,reader', ['1 name no-column', '1 email no-column', '1 roles no-column']],
    ['a quotation mark that is not closed', 'name,email,roles\nAnna,a@x.example.org,reader\n"Ben,b@x.example.org,reader\n', ['3  unreadable']],
    ['a cell too many', 'name,email,roles\nAnna,a@x.example.org,reader,trainer', ['2  cells']],
    ['an empty name', 'name,email,roles\n,a@x.example.org,reader', ['2 name name']],
    ['a name that is a formula', 'name,email,roles\n"=HYPERLINK(""http://x"")",a@x.example.org,reader', ['2 name formula']],
    ['a name with marks that turn the writing around', 'name,email,roles\nAnna\u202e,a@x.example.org,reader', ['2 name name']],
    ['an address that is none', 'name,email,roles\nAnna,anna at x,reader', ['2 email email']],
    ['an address twice, however it is written', 'name,email,roles\nAnna,a@x.example.org,reader\nBen,A@X.Example.org,reader', ['3 email twice']],
    ['a role nobody may give, beside one that is fine', 'name,email,roles\nAnna,a@x.example.org,"reader,focal_point"', ['2 roles role']],
    ['no role', 'name,email,roles\nAnna,a@x.example.org,', ['2 roles roles']],
    ['a language we do not write', 'name,email,roles,language\nAnna,a@x.example.org,reader,xx', ['2 language language']],
    ['several things wrong on one line', 'name,email,roles\n,nobody,king', ['2 name name', '2 email email', '2 roles role']],
  ])('is told of %s by line and column', (_what, text, faults) => expect(told(text)).toEqual(faults));

  it('is told of people who are there already, with their state', () => {
    expect(read('name,email,roles\nAnna,a@x.example.org,reader', [['a@x.example.org', 'suspended']]).faults).toEqual([
      { line: 2, column: 'email', code: 'known', value: 'suspended', message: 'Somebody with this address is among your people already (suspended).' },
    ]);
  });

  it('names the roles there are', () => expect(read('name,email,roles\nAnna,a@x.example.org,king').faults[0]?.message).toBe('There is no role "king" that you may give. You may give: reader, contributor, document_officer, trainer.'));

  it('has a thousand people at the most', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => `Anna,a${index}@x.example.org,reader`);
    expect(told(`name,email,roles\n${many.join('\n')}`)).toEqual(['1002  too-many']);
    expect(told(`name,email,roles\n${many.slice(1).join('\n')}`)).toEqual([]);
  });

  it('counts lines as an editor does, across cells of several lines', () => {
    expect(told('name,email,roles\n"Anna\nLee",a@x.example.org,reader\nBen,nobody,reader')).toEqual(['3 name name', '4 email email']);
  });
});
