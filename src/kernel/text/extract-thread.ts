import { parentPort, workerData } from 'node:worker_threads';

// The far side of extract.ts. Only erasable syntax: under test Node runs this file as it is.
const { reader, bytes } = workerData as { reader: string; bytes: Uint8Array };

const read: Record<string, () => Promise<string>> = {
  async pdf() {
    const { extractText, getDocumentProxy } = await import('unpdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
    return text;
  },
  async docx() {
    const { default: mammoth } = await import('mammoth');
    return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
  },
  async xlsx() {
    const { default: readSheets } = await import('read-excel-file/node');
    const sheets = (await readSheets(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[];
    return sheets.map(({ sheet, data }) => [sheet, ...data.map((row) => row.filter((cell) => cell !== null).join('\t'))].join('\n')).join('\n');
  },
};

read[reader]?.().then(
  (text) => parentPort?.postMessage(text),
  () => parentPort?.postMessage(null),
);
