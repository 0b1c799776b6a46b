import { text } from 'node:stream/consumers';
import { writeTable, type Table } from './index.js';

async function* rows(cells: (string | number | null)[]) {
  for (const cell of cells) yield { cell };
}
const table = (cells: (string | number | null)[]): Table => ({ title: 'A list', heading: ['TLP:AMBER', '=HEAD'], columns: [{ key: 'cell', label: 'Cell' }], rows: rows(cells) });

describe('a list as a file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠1'])('makes %j text in CSV', async (cell) => {
    const written = await text((await writeTable('csv', table([cell]))).stream);
    const line = written.split('\r\n').slice(3).join('\r\n');
    expect(line.replace(/^"/, '').startsWith(`'`)).toBe(true);
  });

  it('leaves numbers numbers, and nothing nothing', async () => {
    const written = await text((await writeTable('csv', table([-5, null, 'plain']))).stream);
    expect(written).toBe('TLP:AMBER\r\n\'=HEAD\r\nCell\r\n-5\r\n\r\nplain\r\n');
  });

  it('carries its marking in JSON, and is valid whatever it holds', async () => {
    const written = await text((await writeTable('json', table(['"', '\n', 1]))).stream);
    expect(JSON.parse(written)).toEqual({ title: 'A list', marking: ['TLP:AMBER', '=HEAD'], items: [{ cell: '"' }, { cell: '\n' }, { cell: 1 }] });
  });

  it('is a workbook in XLSX', async () => {
    const { stream, mediaType } = await writeTable('xlsx', table(['=1+1']));
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    expect(mediaType).toContain('spreadsheetml');
    expect(Buffer.concat(parts).subarray(0, 2).toString()).toBe('PK');
  });
});
