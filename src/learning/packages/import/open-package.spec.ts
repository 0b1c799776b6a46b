import { randomBytes } from 'node:crypto';
import { zip, type Member } from '../../../../test/support/archives.js';
import { sourceOf } from '../../../kernel/files/index.js';
import { openPackage } from './open-package.js';
import { mustBeWhole } from './package-gate.js';
import { PackageRefused } from './refusal.js';

const item = (id: string, more = '', attributes = `identifierref="R-${id}"`) => `<item identifier="${id}" ${attributes}><title>Unit ${id}</title>${more}</item>`;
const resource = (id: string, href = `${id}.html`, more = 'adlcp:scormtype="sco"') => `<resource identifier="R-${id}" type="webcontent" ${more} href="${href}"><file href="${href.split('?')[0]}"/></resource>`;
const manifest12 = ({ items = item('a'), resources = resource('a'), organizations = `default="O"`, head = '' } = {}) => `<?xml version="1.0" encoding="UTF-8"?>${head}
<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations ${organizations}><organization identifier="O"><title>Course</title>${items}</organization></organizations><resources>${resources}</resources></manifest>`;
const manifest2004 = (items: string, resources: string, more = '') => `<manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Course</title>${items}</organization></organizations><resources>${resources}</resources>${more}</manifest>`;

const packed = (manifest: string | Buffer, files: Member[] = [{ name: 'a.html', content: '<p>a</p>' }]) => zip([{ name: 'imsmanifest.xml', content: manifest }, ...files]);
const opened = (bytes: Buffer) => openPackage(sourceOf(bytes));
const refusal = async (bytes: Buffer): Promise<PackageRefused> => {
  const source = sourceOf(bytes);
  const error: unknown = await openPackage(source).then(({ files }) => mustBeWhole(source, files)).catch((found: unknown) => found);
  if (!(error instanceof PackageRefused)) throw new Error(`not refused: ${String(error)}`);
  return error;
};
const html = (name: string): Member => ({ name, content: name });

describe('A1: a package that is taken', () => {
  it('of 1.2 tells its edition, units, titles and what each asks of the run-time', async () => {
    const { outline, files } = await opened(packed(manifest12({
      items: item('a', '<adlcp:prerequisites type="aicc_script">b</adlcp:prerequisites><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed><adlcp:timelimitaction>exit,message</adlcp:timelimitaction><adlcp:datafromlms>level=2</adlcp:datafromlms>')
        + `<item identifier="f"><title>Folder</title>${item('b', '', 'identifierref="R-b" parameters="?x=1" isvisible="false"')}</item>`,
      resources: resource('a') + resource('b', 'b.html', 'adlcp:scormtype="asset"'),
    }), [html('a.html'), html('b.html')]));
    expect(outline).toMatchObject({ edition: 'scorm12', version: '1.2', title: 'Course', units: [
      { identifier: 'a', title: 'Unit a', kind: 'sco', path: 'a.html', masteryScore: 80, maxTimeAllowed: '00:30:00', timeLimitAction: 'exit,message', dataFromLms: 'level=2', prerequisites: 'b' },
      { identifier: 'b', kind: 'asset', path: 'b.html', rest: '?x=1', isVisible: false },
    ], tree: { id: 'O', children: [{ id: 'a' }, { id: 'f', children: [{ id: 'b' }] }] } });
    expect(files.map(({ name }) => name)).toEqual(['imsmanifest.xml', 'a.html', 'b.html']);
  });

  it('of 2004 says yes by "1" too, and how long it may take in a collection', async () => {
    const own = '<adlcp:completionThreshold completedByMeasure="1" minProgressMeasure="0.5"/><imsss:sequencing IDRef="s"><imsss:randomizationControls randomizationTiming="once" reorderChildren="1"/></imsss:sequencing>';
    const { outline } = await opened(packed(manifest2004(item('a', own), resource('a', 'a.html', 'adlcp:scormType="sco"'), '<imsss:sequencingCollection><imsss:sequencing ID="s"><imsss:limitConditions attemptAbsoluteDurationLimit="PT5M"/></imsss:sequencing></imsss:sequencingCollection>')));
    expect(outline).toMatchObject({ units: [{ completionThreshold: 0.5, maxTimeAllowed: 'PT5M' }], tree: { children: [{ sequencingControls: { reorderChildren: true } }] } });
  });

  it('of 2004 tells its sequencing, with what its collections add, in the words of the sequencer', async () => {
    const rules = '<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition referencedObjective="o" operator="not" condition="satisfied"/><imsss:ruleCondition condition="objectiveMeasureGreaterThan" measureThreshold="0.5"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>';
    const collection = `<imsss:sequencingCollection><imsss:sequencing ID="S"><imsss:controlMode flow="true" choice="false"/>${rules}</imsss:sequencing></imsss:sequencingCollection>`;
    const own = `<imsss:sequencing IDRef="S"><imsss:controlMode choice="true"/><imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/>
      <imsss:rollupRules objectiveMeasureWeight="0.5"><imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.8"><imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>
      <imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true" objectiveID="p"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure><imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective><imsss:objective objectiveID="q"/></imsss:objectives>
      <imsss:deliveryControls completionSetByContent="true"/><adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/></adlseq:objective></adlseq:objectives></imsss:sequencing>
      <adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>previous</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>`;
    const { outline } = await opened(packed(manifest2004(item('a', own), resource('a', 'a.html', 'adlcp:scormType="sco"'), collection)));
    expect(outline).toMatchObject({ edition: 'scorm2004', version: '2004 4th Edition', units: [{ kind: 'sco', scaledPassingScore: 0.6, maxTimeAllowed: 'PT30M', objectives: ['p', 'q'] }] });
    expect(outline.tree.children?.[0]).toMatchObject({
      attemptLimit: 2, sequencingControls: { choice: true, objectiveMeasureWeight: 0.5 }, hideLmsUi: ['previous'], deliveryControls: { completionSetByContent: true },
      sequencingRules: { preConditionRules: [{ action: 'skip', conditionCombination: 'any', conditions: [{ condition: 'satisfied', operator: 'not', referencedObjective: 'o' }, { condition: 'objectiveMeasureGreaterThan', parameters: { threshold: 0.5 } }] }] },
      rollupRules: { rules: [{ action: 'completed', consideration: 'atLeastPercent', minimumPercent: 80, conditions: [{ condition: 'completed', operator: 'noOp' }] }] },
      primaryObjective: { objectiveID: 'p', satisfiedByMeasure: true, minNormalizedMeasure: 0.6, mapInfo: [{ targetObjectiveID: 'g', readSatisfiedStatus: true, writeSatisfiedStatus: true, writeRawScore: true }] }, objectives: [{ objectiveID: 'q' }],
    });
    expect(outline.tree.children?.[0]?.sequencingControls).not.toHaveProperty('flow'); // the item says its own control modes, whole
  });

  it('finds files through xml:base, parameters and escapes, and keeps titles as text', async () => {
    const { outline } = await opened(packed(manifest12({
      items: '<item identifier="a" identifierref="R" parameters="&amp;y=2"><title><![CDATA[<script>alert(1)</script>]]></title></item>',
      resources: '<resource identifier="R" type="webcontent" adlcp:scormtype="sco" xml:base="units/" href="../shared%20files/a.html?x=1#p"/>',
    }), [html('shared files/a.html')]));
    expect(outline.units[0]).toMatchObject({ title: '<script>alert(1)</script>', path: 'shared files/a.html', rest: '?x=1&y=2#p' });
  });

  it('finds files through the bases of the manifest, of all resources and of a file, and warns of metadata that are not there', async () => {
    const manifest = manifest12({ resources: resource('a').replace('</resource>', '<file xml:base="pictures/" href="p.png"/><metadata><adlcp:location>meta/a.xml</adlcp:location></metadata></resource>') })
      .replace('<manifest ', '<manifest xml:base="course/" ').replace('<resources>', '<resources xml:base="units/">');
    const { outline } = await opened(packed(manifest, [html('course/units/a.html'), html('course/units/pictures/p.png')]));
    expect(outline.units[0]).toMatchObject({ path: 'course/units/a.html' });
    expect(outline.warnings).toEqual([expect.stringContaining('meta/a.xml')]);
  });

  it('takes a manifest within the manifest for what lies below the item that refers to it', async () => {
    const inner = `<manifest identifier="I" xml:base="inner/"><organizations default="IO"><organization identifier="IO"><title>Inner</title><item identifier="b" identifierref="R-b"><title>Unit b</title></item></organization></organizations><resources>${resource('b')}</resources></manifest>`;
    const { outline } = await opened(packed(manifest12({ items: `${item('a')}<item identifier="k" identifierref="I"><title>Cluster</title></item>` }).replace('</manifest>', `${inner}</manifest>`), [html('a.html'), html('inner/b.html')]));
    expect(outline.units.map(({ identifier, path }) => [identifier, path])).toEqual([['a', 'a.html'], ['b', 'inner/b.html']]);
    expect(outline.tree.children?.[1]).toMatchObject({ id: 'k', children: [{ id: 'b' }] });
  });

  it('leaves out what could not be opened, invisible or not, and reads what 1.2 says of an item', async () => {
    const more = '<adlcp:maxtimeallowed>90 minutes</adlcp:maxtimeallowed><adlcp:timelimitaction>exit,no message</adlcp:timelimitaction><adlcp:datafromlms>x=1</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:prerequisites type="aicc_script">a</adlcp:prerequisites>';
    const { outline } = await opened(packed(manifest12({ items: `<item identifier="a" identifierref="R-a" isvisible="0"><title>Unit a</title>${more}</item><item identifier="empty"><title>Empty</title></item>` })));
    expect(outline.tree.children).toHaveLength(1);
    expect(outline.units).toEqual([expect.objectContaining({ isVisible: false, timeLimitAction: 'exit,no message', dataFromLms: 'x=1', masteryScore: 80, prerequisites: 'a' })]);
    expect(outline.units[0]).not.toHaveProperty('maxTimeAllowed');
    expect(outline.warnings.join(' ')).toMatch(/Empty.*HHHH:MM:SS|HHHH:MM:SS.*Empty/);
  });

  it.each([
    ['no edition is named', manifest12().replace('1.2<', '<'), /which edition/],
    ['a listed file is not there', manifest12({ resources: resource('a').replace('</resource>', '<file href="missing.png"/></resource>') }), /missing\.png/],
  ])('is warned about where %s', async (_case, manifest, warning) => expect((await opened(packed(manifest))).outline.warnings.join(' ')).toMatch(warning));
});

describe('A1: what is no package', () => {
  it.each<[string, Buffer, string]>([
    ['without a manifest', zip([html('a.html')]), 'MANIFEST_MISSING'], ['with nothing in it', zip([]), 'MANIFEST_MISSING'], ['that is no archive', Buffer.from('a text'), 'NOT_A_ZIP'], ['that is cut off', packed(manifest12()).subarray(0, -40), 'NOT_A_ZIP'],
    ['of AICC', zip([html('c.au'), html('c.crs'), html('c.des'), html('c.cst')]), 'UNSUPPORTED_AICC'], ['without an organisation', packed(manifest12().replace(/<organization .*<\/organization>/s, '')), 'ORGANIZATION_MISSING'],
    ['with one organisation and no word of a default', packed(manifest12({ organizations: '' })), 'ORGANIZATION_MISSING'],
    ['whose default organisation is not there', packed(manifest12({ organizations: 'default="P"' })), 'ORGANIZATION_MISSING'], ['with a wrong checksum', packed(manifest12(), [{ ...html('a.html'), crc: 1 }]), 'ENTRY_CORRUPT'],
    ['with an encrypted part', packed(manifest12(), [{ ...html('a.html'), encrypted: true }]), 'ZIP_ENCRYPTED'], ['with nothing to open', packed(manifest12({ items: '<item identifier="x"><title>x</title></item>' })), 'UNITS_MISSING'],
    ['whose unit opens nothing', packed(manifest12(), [html('b.html')]), 'HREF_MISSING'], ['whose unit refers to nothing', packed(manifest12({ resources: '' })), 'REFERENCE_MISSING'], ['whose first element is another', packed('<course/>'), 'MANIFEST_INVALID'],
  ])('a package %s is refused', async (_case, bytes, code) => expect((await refusal(bytes)).code).toBe(code));

  it('names the folder its manifest lies in', async () => {
    expect(await refusal(zip([{ name: 'course/imsmanifest.xml', content: manifest12() }, html('course/a.html')]))).toMatchObject({ code: 'MANIFEST_MISSING', where: { folder: 'course' }, message: expect.stringContaining('"course"') });
  });
});

describe('A2: a hostile archive', () => {
  it.each<[string, Member[], string]>([
    ['a name that climbs', [html('../../x.js')], 'ZIP_UNSAFE_PATH'], ['a name from the root', [html('/etc/x')], 'ZIP_UNSAFE_PATH'], ['a drive', [html('C:/x')], 'ZIP_UNSAFE_PATH'], ['the Windows way', [html('..\\x')], 'ZIP_UNSAFE_PATH'], ['a long name', [html('x'.repeat(241))], 'ZIP_UNSAFE_PATH'],
    ['a link', [{ name: 'l', content: '/etc/passwd', stored: true, mode: 0o120777 }], 'ZIP_SYMLINK'], ['a name twice', [html('a.html'), html('a.html')], 'ZIP_DUPLICATE'], ['a name twice in another case', [html('a.html'), html('A.HTML')], 'ZIP_DUPLICATE'],
    ['a bomb', [{ name: 'z', content: Buffer.alloc(8 * 2 ** 20) }], 'ZIP_RATIO'], ['a bomb that claims to be small', [html('a.html'), { name: 'z', content: Buffer.alloc(8 * 2 ** 20), claimed: 100 }], 'ENTRY_CORRUPT'],
    ['too much', Array.from({ length: 6 }, (_, at) => ({ name: `${at}`, content: randomBytes(2 ** 20), claimed: 90 * 2 ** 20 })), 'ZIP_TOO_LARGE'],
    ['too many', Array.from({ length: 10_000 }, (_, at) => html(`${at}`)), 'ZIP_TOO_MANY'],
  ])('with %s is refused', async (_case, members, code) => expect((await refusal(packed(manifest12(), members.some(({ name }) => name === 'a.html') ? members : [html('a.html'), ...members]))).code).toBe(code));
});

describe('A3: a hostile manifest', () => {
  it.each<[string, string, string]>([
    ['a file as an entity', manifest12({ head: '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]>' }), 'XML_DOCTYPE'], ['a definition elsewhere', manifest12({ head: '<!DOCTYPE m SYSTEM "http://192.0.2.1/m.dtd">' }), 'XML_DOCTYPE'],
    ['a billion laughs', manifest12({ head: `<!DOCTYPE m [<!ENTITY a "ha">${Array.from({ length: 10 }, (_, at) => `<!ENTITY b${at} "${'&a;'.repeat(10)}">`).join('')}]>` }), 'XML_DOCTYPE'],
    ['items 20 000 deep', manifest12({ items: `${'<item identifier="x">'.repeat(20_000)}${'</item>'.repeat(20_000)}` }), 'XML_DEPTH'], ['200 000 attributes', manifest12({ items: `<item ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(' ')}/>` }), 'XML_LIMIT'],
    ['an attribute twice', manifest12({ items: '<item identifier="a" identifier="b"/>' }), 'XML_SYNTAX'], ['a NUL', manifest12({ items: '\0' }), 'XML_SYNTAX'], ['an entity nobody defined', manifest12({ items: '&e;' }), 'XML_SYNTAX'], ['an end in the middle', manifest12().slice(0, -20), 'XML_SYNTAX'],
    ['an encoding nobody knows', manifest12().replace('UTF-8', 'EBCDIC-9'), 'XML_SYNTAX'], ['an encoding it is not in', manifest12().replace('UTF-8', 'UTF-16'), 'XML_SYNTAX'],
    ['an address that acts', manifest12({ resources: resource('a', 'javascript:alert(1)') }), 'HREF_UNSAFE'], ['an address elsewhere', manifest12({ resources: resource('a', 'http://192.0.2.1/a.html') }), 'HREF_UNSAFE'], ['an address that climbs', manifest12({ resources: resource('a', '../a.html') }), 'HREF_UNSAFE'],
    ['an address that climbs in disguise', manifest12({ resources: resource('a', '%2e%2e/a.html') }), 'HREF_UNSAFE'], ['an address without a scheme', manifest12({ resources: resource('a', '//192.0.2.1/a.html') }), 'HREF_UNSAFE'], ['a file elsewhere', manifest12({ resources: resource('a').replace('<file href="', '<file href="https://192.0.2.1/') }), 'HREF_UNSAFE'],
    ['resources in a circle', manifest12({ resources: resource('a').replace('</resource>', '<dependency identifierref="R-b"/></resource>') + resource('b', 'a.html').replace('</resource>', '<dependency identifierref="R-a"/></resource>') }), 'REFERENCE_CYCLE'],
    ['two items of one identifier', manifest12({ items: item('a') + item('a') }), 'MANIFEST_INVALID'],
  ])('with %s is refused', async (_case, manifest, code) => {
    const began = Date.now();
    const found = await refusal(packed(manifest));
    expect(found.code).toBe(code);
    if (code === 'XML_SYNTAX') expect(found.where.line).toBeGreaterThan(0);
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('with collections in a circle is refused', async () => {
    const collections = '<imsss:sequencingCollection><imsss:sequencing ID="S" IDRef="T"/><imsss:sequencing ID="T" IDRef="S"/></imsss:sequencingCollection>';
    expect((await refusal(packed(manifest2004(item('a', '<imsss:sequencing IDRef="S"/>'), resource('a'), collections)))).code).toBe('REFERENCE_CYCLE');
  });

  it('with octets that are no text names their line', async () => {
    const [before = '', after = ''] = manifest12().split('Unit a');
    expect(await refusal(packed(Buffer.concat([Buffer.from(`${before}\n`), Buffer.from([0xc3, 0x28]), Buffer.from(after)])))).toMatchObject({ code: 'XML_SYNTAX', where: { line: 5 } });
  });
});
