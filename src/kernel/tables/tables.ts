import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import writeXlsxFile from 'write-excel-file/node';

export type TableFormat = 'csv' | 'xlsx' | 'json';

export interface Column {
  key: string;
  label: string;
}

export interface Table {
  title: string;
  /** Lines that stand above the rows: the narrowest marking among them, caveats, who took it and when. */
  heading: readonly string[];
  columns: readonly Column[];
  rows: AsyncIterable<Readonly<Record<string, string | number | null>>>;
}

export interface Written {
  mediaType: string;
  /** Of the file: that of the format, or of a kind of its own. */
  extension: string;
  stream: Readable;
}

/** XLSX is built in memory; more rows than this belong in CSV. */
export const mostSheetRows = 50_000;

/** A list as a file, with the marking in it. Every cell is safe against being run as a formula (SR-109). */
export async function writeTable(format: TableFormat, table: Table): Promise<Written> {
  if (format === 'json') return { mediaType: 'application/json', extension: 'json', stream: Readable.from(json(table)) };
  if (format === 'csv') return { mediaType: 'text/csv; charset=utf-8', extension: 'csv', stream: csv(table) };
  return { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', stream: Readable.from([await sheet(table)]) };
}

/** A leading `= + - @`, tab or line break, or its full-width form, would make a spreadsheet calculate: an apostrophe makes it text. */
export const harmless = (cell: string): string => (/^[\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell);

function csv({ heading, columns, rows }: Table): Readable {
  async function* lines() {
    for (const line of heading) yield [harmless(line)];
    yield columns.map(({ label }) => label);
    for await (const row of rows) yield columns.map(({ key }) => (typeof row[key] === 'string' ? harmless(row[key]) : row[key]));
  }
  const into = stringify({ bom: true, record_delimiter: 'windows' });
  const from = Readable.from(lines());
  from.on('error', (error) => into.destroy(error));
  return from.pipe(into);
}

async function* json({ title, heading, columns, rows }: Table) {
  yield `{"title":${JSON.stringify(title)},"marking":${JSON.stringify(heading)},"items":[`;
  let first = true;
  for await (const row of rows) {
    yield `${first ? '' : ','}\n${JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])))}`;
    first = false;
  }
  yield ']}\n';
}

async function sheet({ title, heading, columns, rows }: Table): Promise<Buffer> {
  const lines: object[][] = heading.map((line) => [{ value: line, type: String, fontWeight: 'bold' }]);
  lines.push(columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' })));
  for await (const row of rows) {
    lines.push(columns.map(({ key }) => (typeof row[key] === 'number' ? { value: row[key], type: Number } : { value: String(row[key] ?? ''), type: String })));
    if (lines.length > mostSheetRows) break;
  }
  const written = (await writeXlsxFile(lines as never, { sheet: title.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').slice(0, 31) } as never)) as unknown as { toBuffer(): Promise<Buffer> };
  return written.toBuffer();
}
