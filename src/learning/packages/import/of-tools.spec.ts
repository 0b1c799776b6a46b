import { deflateRawSync } from 'node:zlib';
import { zip, type Member } from '../../../../test/support/archives.js';
import { sourceOf } from '../../../kernel/files/index.js';
import { openPackage } from './open-package.js';
import { mustBeWhole } from './package-gate.js';
import { PackageRefused } from './refusal.js';

/** A manifest of 1.2 with one unit, as one tool or another writes it. */
const manifest = ({ declaration = '<?xml version="1.0" encoding="UTF-8"?>', spaces = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"', version = '<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>', title = 'Unit a', href = 'a.html', attributes = '', base = '', organizations = 'default="O"', more = '' } = {}) => `${declaration}
<manifest identifier="M" ${spaces} ${base}>${version}<organizations ${organizations}><organization identifier="O"><title>Course</title><item identifier="a" identifierref="R" ${attributes}><title>${title}</title></item></organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="${href}"/>${more}</resources></manifest>`;
const opened = async (text: string | Buffer, files: readonly Member[] = [{ name: 'a.html' }]) => {
  const source = sourceOf(zip([{ name: 'imsmanifest.xml', content: text, stored: true }, ...files]));
  const found = await openPackage(source);
  await mustBeWhole(source, found.files);
  return found.outline;
};
const refusal = async (...args: Parameters<typeof opened>): Promise<PackageRefused> => {
  const error: unknown = await opened(...args).catch((found: unknown) => found);
  if (!(error instanceof PackageRefused)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
};
const swapped = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

describe('packages as tools make them', () => {
  const utf16 = manifest({ declaration: '<?xml version="1.0" encoding="UTF-16"?>', title: 'Größe' });
  it.each<[string, Buffer | string, string]>([
    ['in UTF-8 with its mark', Buffer.from(`\ufeff${manifest({ title: 'Größe' })}`), 'Größe'], ['in UTF-16 with its mark', Buffer.from(`\ufeff${utf16}`, 'utf16le'), 'Größe'], ['in UTF-16 the other way round', swapped(utf16), 'Größe'], ['in UTF-16 without a mark', Buffer.from(utf16, 'utf16le'), 'Größe'],
    ['in the code page of Windows', Buffer.from(manifest({ declaration: `<?xml version='1.0' encoding='Windows-1252'?>`, title: 'Größe' }), 'latin1'), 'Größe'],
    ['in Cyrillic letters of Windows', Buffer.concat([Buffer.from(manifest({ declaration: '<?xml version="1.0" encoding="windows-1251"?>', title: '' }).split('<title></title>')[0] ?? ''), Buffer.from('<title>'), Buffer.from([0xcf, 0xe0, 0xf1]), Buffer.from('</title>'), Buffer.from(manifest({ title: '' }).split('<title></title>')[1] ?? '')]), 'Пас'],
    ['under a name of UTF-8 that is none', manifest({ declaration: '<?xml version="1.0" encoding="utf8"?>' }), 'Unit a'],
  ])('a manifest %s', async (_how, text, title) => expect((await opened(text)).units[0]?.title).toBe(title));

  it.each<[string, string]>([
    ['1.2', '1.2'], [' 1.2 ', '1.2'], ['CAM 1.3', '2004'], ['2004 3rd Edition', '2004'], ['2004 4th Edition', '2004'], ['2004 2nd Edition', '2004'], ['SCORM 2004', '2004'],
  ])('a schema version of "%s" is SCORM %s', async (said, edition) => {
    expect((await opened(manifest({ version: `<metadata><schema>ADL SCORM</schema><schemaversion>${said}</schemaversion></metadata>` }))).edition).toBe(edition === '1.2' ? 'scorm12' : 'scorm2004');
  });

  it.each<[string, Parameters<typeof manifest>[0], Member[], { path: string; rest?: string }]>([
    ['steps of Windows', { href: 'units\\a.html' }, [{ name: 'units/a.html' }], { path: 'units/a.html' }],
    ['a step back that stays within', { href: 'units/../a.html' }, [{ name: 'a.html' }], { path: 'a.html' }],
    ['another case', { href: 'Units/A.HTM' }, [{ name: 'units/a.htm' }], { path: 'Units/A.HTM' }],
    ['escapes for a file with a space', { href: 'my%20unit.html' }, [{ name: 'my unit.html' }], { path: 'my unit.html' }],
    ['escapes that are in the file\'s own name', { href: 'my%20unit.html' }, [{ name: 'my%20unit.html' }], { path: 'my%20unit.html' }],
    ['a sign of per cent that escapes nothing', { href: '100%.html' }, [{ name: '100%.html' }], { path: '100%.html' }],
    ['letters beyond ASCII, composed otherwise', { href: 'cafe\u0301.html' }, [{ name: 'café.html' }], { path: 'cafe\u0301.html' }],
    ['letters beyond ASCII, escaped', { href: '%D8%AF%D8%B1%D8%B3.html' }, [{ name: 'درس.html' }], { path: 'درس.html' }],
    ['a name in the code page of DOS', { href: 'Prüfung.html' }, [{ name: 'Prüfung.html', octets: Buffer.from([0x50, 0x72, 0x81, ...Buffer.from('fung.html')]) }], { path: 'Prüfung.html' }],
    ['a query of the resource, and parameters of the item', { href: 'a.html?x=1#top', attributes: 'parameters="?y=2&amp;z=%20"' }, [{ name: 'a.html' }], { path: 'a.html', rest: '?x=1&y=2&z=%20#top' }],
    ['parameters that begin with &amp;', { attributes: 'parameters="&amp;y=2"' }, [{ name: 'a.html' }], { path: 'a.html', rest: '?y=2' }],
    ['parameters that are a place', { attributes: 'parameters="#p3"' }, [{ name: 'a.html' }], { path: 'a.html', rest: '#p3' }],
    ['parameters that look like a program', { attributes: 'parameters="javascript:alert(1)"' }, [{ name: 'a.html' }], { path: 'a.html', rest: '?javascript:alert(1)' }],
    ['a base with a dot in it', { base: 'xml:base="./content/"' }, [{ name: 'content/a.html' }], { path: 'content/a.html' }],
  ])('a file by %s', async (_how, of, files, wanted) => expect((await opened(manifest(of), files)).units[0]).toMatchObject(wanted));

  it('white space around identifiers and references is none of them', async () => {
    const text = manifest({ organizations: 'default="  O  "', attributes: 'isvisible=" true "' }).replace('identifier="O"', 'identifier="   O "').replace('identifierref="R"', 'identifierref=" R\n"');
    expect((await opened(text)).units).toEqual([expect.objectContaining({ identifier: 'a', path: 'a.html', isVisible: true })]);
  });

  it('a prefix nobody declared is read by its name', async () => {
    expect((await opened(manifest({ spaces: '', base: 'xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd"' }))).units[0]).toMatchObject({ kind: 'sco' });
  });

  it('what a system leaves in an archive does not matter, nor the order of its parts, nor how each is packed', async () => {
    const source = sourceOf(zip([
      { name: '__MACOSX/', stored: true, content: '' }, { name: '__MACOSX/._imsmanifest.xml', content: 'x' }, { name: '.DS_Store' }, { name: 'Thumbs.db' }, { name: 'shared/', stored: true, content: '' }, { name: 'shared/style.css', stored: true }, { name: 'a.html', streamed: true }, { name: 'b.js', wide: true },
      { name: 'imsmanifest.xml', content: manifest(), streamed: true, wide: true },
    ], { comment: 'packed by somebody', wideEnd: true }));
    const { files, outline } = await openPackage(source);
    await mustBeWhole(source, files);
    expect([outline.units.length, files.length]).toEqual([1, 7]);
    expect(outline.warnings).toEqual([]);
  });

  it('metadata of the whole, of items and of files are passed by, whatever they hold', async () => {
    const lom = '<metadata><imsmd:lom xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><imsmd:general><imsmd:title><imsmd:langstring xml:lang="x-none">Another title</imsmd:langstring></imsmd:title></imsmd:general></imsmd:lom></metadata>';
    const outline = await opened(manifest({ more: `<resource identifier="S" type="webcontent" adlcp:scormtype="asset"><file href="a.html">${lom}</file></resource>` }).replace('<title>Unit a</title>', `<title>Unit a</title>${lom}`));
    expect([outline.title, outline.units[0]?.title]).toEqual(['Course', 'Unit a']);
  });

  it('several organisations: the default one is taken, whichever it is', async () => {
    const other = '<organization identifier="P"><title>Other</title><item identifier="x" identifierref="none"><title>x</title></item></organization>';
    expect(await opened(manifest().replace('<organization identifier="O">', `${other}<organization identifier="O">`))).toMatchObject({ title: 'Course' });
  });

  it('dependencies a hundred deep end, and each is followed once', async () => {
    const chain = Array.from({ length: 100 }, (_, at) => `<resource identifier="d${at}" type="webcontent" adlcp:scormtype="asset"><file href="a.html"/><dependency identifierref="d${at + 1}"/><dependency identifierref="d${at + 1}"/></resource>`).join('');
    expect((await opened(manifest({ more: `${chain}<resource identifier="d100" type="webcontent" adlcp:scormtype="asset"><file href="a.html"/></resource>` }))).units).toHaveLength(1);
  });
});

describe('A2, A3: packages that mean harm', () => {
  const whole = zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a.html' }]);
  const of = (bytes: Buffer) => openPackage(sourceOf(bytes)).then(({ files }) => mustBeWhole(sourceOf(bytes), files)).then(() => 'taken', (error: unknown) => (error instanceof PackageRefused ? error.code : String(error)));
  /** Octets changed in place: at an offset from a signature's `nth` place. */
  const changed = (signature: number, offset: number, value: number, nth = 0) => {
    const bytes = Buffer.from(whole);
    let at = -1;
    for (let turn = 0; turn <= nth; turn++) at = bytes.indexOf(Buffer.from([0x50, 0x4b, signature & 0xff, signature >> 8]), at + 1);
    bytes.writeUInt32LE(value, at + offset);
    return bytes;
  };

  it.each<[string, Buffer, string]>([
    ['a directory that says another checksum than the part', changed(0x0201, 16, 7), 'ENTRY_CORRUPT'], ['a directory that says another size', changed(0x0201, 24, 9), 'ENTRY_CORRUPT'], ['a directory that says another packed size', changed(0x0201, 20, 5), 'ENTRY_CORRUPT'],
    ['a part that lies within another', changed(0x0201, 42, 4, 1), 'NOT_A_ZIP'], ['two parts that share their octets', changed(0x0201, 42, 0, 1), 'NOT_A_ZIP'], ['a directory that lies elsewhere', changed(0x0605, 16, 3), 'NOT_A_ZIP'], ['more parts than there are', changed(0x0605, 8, 0x00090009), 'NOT_A_ZIP'],
    ['a name with a NUL', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a.html\0.exe' }]), 'ZIP_UNSAFE_PATH'], ['a name with a line end', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a\n.html' }]), 'ZIP_UNSAFE_PATH'],
    ['a name of dots', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'x/../a.html' }]), 'ZIP_UNSAFE_PATH'], ['no name', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: '' }]), 'ZIP_UNSAFE_PATH'],
    ['a name that only composes otherwise', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'é.html' }, { name: 'e\u0301.html' }]), 'ZIP_DUPLICATE'], ['a folder with the name of a file', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a.html' }, { name: 'a.html/', stored: true, content: '' }]), 'ZIP_DUPLICATE'],
    ['a comment that holds an archive', zip([{ name: 'imsmanifest.xml', content: manifest() }], { comment: zip([{ name: 'a.html' }]).toString('latin1') }), 'NOT_A_ZIP'], ['a comment past its length', Buffer.concat([whole.subarray(0, -2), Buffer.from([0xff, 0xff])]), 'NOT_A_ZIP'],
    ['octets behind what was packed', zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a.html', appended: deflateRawSync(Buffer.from('more')) }]), 'ENTRY_CORRUPT'],
  ])('an archive with %s is refused', async (_case, bytes, code) => expect(await of(bytes)).toBe(code));

  it('a comment of 65 535 characters is only a comment, and a name that turns letters round only a name', async () => {
    expect(await of(zip([{ name: 'imsmanifest.xml', content: manifest() }, { name: 'a.html' }, { name: 'safe\u202elmth.exe' }], { comment: 'x'.repeat(65_535) }))).toBe('taken');
  });

  it.each<[string, string, string]>([
    ['a base elsewhere', manifest({ base: 'xml:base="https://192.0.2.1/"' }), 'HREF_UNSAFE'], ['a base above the package', manifest({ base: 'xml:base="../../"' }), 'HREF_UNSAFE'], ['a base from the root', manifest({ base: 'xml:base="/etc/"' }), 'HREF_UNSAFE'], ['bases that climb together', manifest({ base: 'xml:base="a/"', href: '../../a.html' }), 'HREF_UNSAFE'],
    ['an address that climbs the Windows way', manifest({ href: '..\\a.html' }), 'HREF_UNSAFE'], ['a host the Windows way', manifest({ href: '\\\\192.0.2.1\\a.html' }), 'HREF_UNSAFE'], ['a drive', manifest({ href: 'C:\\a.html' }), 'HREF_UNSAFE'], ['a climb escaped the Windows way', manifest({ href: '..%5ca.html' }), 'HREF_UNSAFE'],
    ['an address of data', manifest({ href: 'data:text/html,x' }), 'HREF_UNSAFE'], ['an address that acts behind spaces', manifest({ href: '&#x20;JavaScript:alert(1)' }), 'HREF_UNSAFE'], ['an address with a line end', manifest({ href: 'a&#10;.html' }), 'HREF_UNSAFE'],
    ['an attribute of two million characters', manifest({ attributes: `parameters="${'x'.repeat(2_000_000)}"` }), 'XML_LIMIT'], ['an identifier of a thousand characters', manifest({}).replaceAll('identifier="a"', `identifier="${'a'.repeat(1_000)}"`), 'MANIFEST_INVALID'],
    ['100 001 elements', manifest({ more: '<resource/>'.repeat(100_001) }), 'XML_LIMIT'], ['a manifest that holds itself', manifest().replace('identifierref="R"', 'identifierref="M"'), 'REFERENCE_MISSING'],
  ])('a manifest with %s is refused', async (_case, text, code) => expect((await refusal(text)).code).toBe(code));

  it('a thousand manifests within one, inclusions and links are only elements nobody asks', async () => {
    const inner = Array.from({ length: 1_000 }, (_, at) => `<manifest identifier="m${at}"><organizations/><resources><resource identifier="r${at}" type="webcontent" adlcp:scormtype="asset"/></resources></manifest>`).join('');
    const linked = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/><x:link xmlns:x="http://www.w3.org/1999/xlink" x:href="http://192.0.2.1/"/>';
    const outline = await opened(manifest().replace('</manifest>', `${inner}${linked}</manifest>`));
    expect(outline.units).toHaveLength(1);
    expect(JSON.stringify(outline)).not.toContain('root:');
  });
});
