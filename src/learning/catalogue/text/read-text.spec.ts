import fc from 'fast-check';
import { bounds, type Block, type Inline } from './blocks.js';
import { readText } from './read-text.js';

const blocksOf = (body: string) => readText(body).steps.flatMap(({ blocks }) => blocks);
const faultsOf = (body: string) => readText(body).faults.map(({ line, message }) => `${line}: ${message}`);

/** Every block of a tree, with how deep it stands. */
function* all(blocks: readonly Block[], depth = 1): Generator<[Block, number]> {
  for (const block of blocks) {
    yield [block, depth];
    if (block.type === 'list') for (const item of block.items) yield* all(item, depth + 1);
    if (block.type === 'quote' || block.type === 'note') yield* all(block.blocks, depth + 1);
  }
}
function runs(block: Block): Inline[] {
  if (block.type === 'paragraph' || block.type === 'heading') return block.text;
  return block.type === 'table' ? [...block.head, ...block.rows.flat()].flat() : [];
}

describe('the text of a lesson', () => {
  it('is cut into steps at its headings', () => {
    expect(readText('Before.\n\n## Look\n\nAt it.\n\n### Closer\n\n## Feel\n')).toEqual({
      faults: [],
      steps: [
        { title: '', blocks: [{ type: 'paragraph', text: [{ text: 'Before.' }] }] },
        { title: 'Look', blocks: [{ type: 'paragraph', text: [{ text: 'At it.' }] }, { type: 'heading', level: 3, text: [{ text: 'Closer' }] }] },
        { title: 'Feel', blocks: [] },
      ],
    });
  });

  it('knows words that are strong, stressed, code or lead on', () => {
    expect(blocksOf('A **strong *and stressed*** `P<UTO`, [next](lesson:m3-zone) or [the standard](https://www.icao.int/9303).')).toEqual([{
      type: 'paragraph',
      text: [
        { text: 'A ' }, { text: 'strong ', strong: true }, { text: 'and stressed', strong: true, emphasis: true }, { text: ' ' }, { text: 'P<UTO', code: true }, { text: ', ' }, { text: 'next', href: 'lesson:m3-zone' },
        { text: ' or ' }, { text: 'the standard', href: 'https://www.icao.int/9303' }, { text: '.' },
      ],
    }]);
  });

  it('knows lists in lists, tables, quotes and notes', () => {
    expect(blocksOf('1. one\n   - inner\n2. two')).toEqual([{
      type: 'list', ordered: true,
      items: [
        [{ type: 'paragraph', text: [{ text: 'one' }] }, { type: 'list', ordered: false, items: [[{ type: 'paragraph', text: [{ text: 'inner' }] }]] }],
        [{ type: 'paragraph', text: [{ text: 'two' }] }],
      ],
    }]);
    expect(blocksOf('| a | b |\n| - | - |\n| 1 | **2** |')).toEqual([{ type: 'table', head: [[{ text: 'a' }], [{ text: 'b' }]], rows: [[[{ text: '1' }], [{ text: '2', strong: true }]]] }]);
    expect(blocksOf('> said so')).toEqual([{ type: 'quote', blocks: [{ type: 'paragraph', text: [{ text: 'said so' }] }] }]);
    expect(blocksOf('> [!WARNING]\n> Do not **mark** it.')).toEqual([{ type: 'note', tone: 'warning', blocks: [{ type: 'paragraph', text: [{ text: 'Do not ' }, { text: 'mark', strong: true }, { text: ' it.' }] }] }]);
    expect(blocksOf('> [!TIP]\n>\n> Alone.')).toEqual([{ type: 'note', tone: 'tip', blocks: [{ type: 'paragraph', text: [{ text: 'Alone.' }] }] }]);
  });

  it('knows pictures, zones and the blocks that live', () => {
    expect(blocksOf('![A data page](specimen:td3-genuine/uv "Under UV")\n![Its thread](specimen:td3-page/transmitted)')).toEqual([
      { type: 'image', src: 'specimen:td3-genuine/uv', alt: 'A data page', caption: 'Under UV' }, { type: 'image', src: 'specimen:td3-page/transmitted', alt: 'Its thread' },
    ]);
    expect(blocksOf('```\nP<UTO<<\nL898902C36\n```')).toEqual([{ type: 'zone', lines: ['P<UTO<<', 'L898902C36'] }]);
    expect(blocksOf('```bench\nspecimen: td3-genuine\ncompare: td3-photo\nlights: white, uv\n```\n\n```mrz\nkind: check-digit\n```\n\n```question\ncode: M3-017\n```')).toEqual([
      { type: 'bench', specimen: 'td3-genuine', compare: 'td3-photo', lights: ['white', 'uv'] }, { type: 'mrz', kind: 'check-digit' }, { type: 'question', code: 'M3-017' },
    ]);
  });

  it('takes raw HTML for what it is: words', () => {
    expect(blocksOf('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> and <b>bold</b>')).toEqual([
      { type: 'paragraph', text: [{ text: '<script>alert(1)</script>' }] }, { type: 'paragraph', text: [{ text: '<img src=x onerror=alert(1)> and <b>bold</b>' }] },
    ]);
  });

  it.each([
    ['# Title', '1: Headings begin with two signs'], ['##### Deep', '1: Headings within a step'], ['ok\n\n- ## In a list', '3: A heading with two signs begins a step'], ['a\n\n---\n\nb', '3: A line across'], ['', '1: There is nothing to read'],
    ['[x](javascript:alert%281%29)', '1: Links lead to https'], ['[x](http://example.org)', '1: Links lead to https'], ['[x](//example.org)', '1: Links lead to https'], ['[x](/documents)', '1: Links lead to https'],
    ['[x](https://user:secret@example.org)', '1: Links lead to https'], ['[x](data:text/html,x)', '1: Links lead to https'], ['[x](lesson:No-Code)', '1: Links lead to https'], ['<javascript:alert(1)>', '1: Links lead to https'],
    ['![x](https://example.org/a.png)', '1: Pictures are specimens'], ['![x](specimen:td3-genuine/x-ray)', '1: Pictures are specimens'], ['![](specimen:a/uv)', '1: A picture needs words'], ['See ![x](specimen:a/uv) there', '1: A picture stands in a paragraph'],
    ['\n\n```bench\nlights: white\n```', '3: A bench names a specimen'], ['```bench\nspecimen: a\nlights: x-ray\n```', '1: Lights are white'], ['```bench\nspecimen: a\nspecimen: b\n```', '1: “specimen” stands twice'],
    ['```bench\nkey: right\n```', '1: In a block “bench”'], ['```mrz\n```', '1: An exercise on the zone'], ['```question\ncode: <b>\n```', '1: A question is named'], ['```html\n<b>\n```', '1: There is no block “html”'],
  ])('tells the author of %j', (body, fault) => expect(faultsOf(body)).toEqual([expect.stringContaining(fault)]));

  it('has bounds', () => {
    expect(faultsOf('x'.repeat(bounds.octets + 1))).toEqual([expect.stringContaining('at most 200 kB')]);
    expect(readText('## x\n\n'.repeat(bounds.steps + 5)).steps).toHaveLength(bounds.steps);
    expect(faultsOf(`${'> '.repeat(30)}deep`)).toEqual([expect.stringContaining('too deep')]);
    expect([...all(blocksOf('x\n\n'.repeat(bounds.blocks + 500)))]).toHaveLength(bounds.blocks);
    expect(blocksOf('```mrz\nkind: a\n```\n'.repeat(bounds.live + 5))).toHaveLength(bounds.live);
    const wide = `|${' a |'.repeat(20)}\n|${' - |'.repeat(20)}\n${`|${' b |'.repeat(20)}\n`.repeat(300)}`;
    const [table] = blocksOf(wide);
    expect(table?.type === 'table' && [table.head.length, table.rows.length, table.rows[0]?.length]).toEqual([bounds.columns, bounds.rows, bounds.columns]);
  });

  it('whatever is written becomes known blocks alone, within bounds, with no address but https and lessons', () => {
    const piece = fc.oneof(
      fc.constantFrom('# ', '## ', '###### ', '> ', '- ', '1. ', '    ', '\n', '\n\n', '**', '*', '`', '```', '```bench\n', '```video\ntitle: x\n', 'transcript:\n', 'captions: en\nWEBVTT\n', '```mrz\nkind: x\n```\n', '[a](', '![a](', ')', '<script>', '<a href="javascript:x">', 'javascript:', 'https://', 'data:', '|', '| a |\n| - |\n', '&lt;', '&#106;avascript:', '[!NOTE]', '\\', '\u0000', '\u202e'),
      fc.string({ maxLength: 12 }), fc.webUrl(),
    );
    const known = ['heading', 'paragraph', 'list', 'table', 'quote', 'note', 'image', 'zone', 'bench', 'mrz', 'question', 'video'];
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { steps, faults } = readText(pieces.join(''));
      expect(faults.length).toBeLessThanOrEqual(50);
      for (const { title, blocks } of steps) {
        expect(typeof title).toBe('string');
        for (const [block, depth] of all(blocks)) {
          expect(known).toContain(block.type);
          expect(depth).toBeLessThanOrEqual(bounds.depth);
          if (block.type === 'image') expect(block.src).toMatch(/^specimen:[a-z0-9-]+\/[a-z]+$/);
          for (const { href } of runs(block)) if (href !== undefined) expect(href).toMatch(/^(https:\/\/[^/]|lesson:[a-z0-9.-]+$)/);
        }
      }
    }), { numRuns: 2_000 });
  });

  it('reads the longest text it takes at once', () => {
    for (const body of ['> '.repeat(90_000), '[a]('.repeat(50_000), '*a '.repeat(66_000), '`'.repeat(bounds.octets), '| a '.repeat(50_000)]) {
      const begun = performance.now();
      readText(body);
      expect(performance.now() - begun).toBeLessThan(3_000);
    }
  });
});
