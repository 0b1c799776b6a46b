import PDFDocument from 'pdfkit';
import { Certificates, type Signed } from './certificates.js';

interface Stated {
  document: { id: string; symbol: string; kind: string; originator: string; tlp: string; releasedAt: string | null };
  versions: { number: number; sha256: string; bytes: number }[];
  disposedAt: string;
  decision: Record<string, unknown>;
  done: string;
  portal: string;
  events: { id: string; name: string; at: string }[];
}

/** The certificate on paper. What the signature covers is the JSON beside it; this says the same for a file of paper. */
export function certificatePdf({ certificate, signature }: Signed): Promise<Buffer> {
  const { document, versions, disposedAt, decision, done, portal, events } = certificate as unknown as Stated;
  return new Promise((resolve, reject) => {
    const page = new PDFDocument({ size: 'A4', margin: 56, info: { Title: `Certificate of disposal ${document.symbol}`, Author: document.originator, CreationDate: new Date(disposedAt) } });
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
    const heading = (text: string) => page.moveDown(1).font('Helvetica-Bold').fontSize(12).fillColor('#0a3346').text(text).moveDown(0.3);
    const line = (label: string, text: string) => page.font('Helvetica-Bold').fontSize(9.5).fillColor('#4a5866').text(`${label}: `, { continued: true }).font('Helvetica').fillColor('#16202a').text(inLatin(text));
    const small = (text: string) => page.font('Courier').fontSize(7.5).fillColor('#16202a').text(inLatin(text), { lineGap: 1.5 });

    page.font('Helvetica-Bold').fontSize(20).fillColor('#0a3346').text('Certificate of disposal').moveDown(0.6);
    line('Document', `${document.symbol} (${document.kind.replaceAll('_', ' ')})`);
    line('Originator', document.originator);
    line('Marking', `TLP:${document.tlp.toUpperCase()}`);
    line('Released', document.releasedAt ?? 'never');
    line('Disposed of', disposedAt);
    line('Id', document.id);
    heading('By whose decision');
    for (const [label, text] of Object.entries(told(decision))) line(label, text);
    heading('What was done');
    page.font('Helvetica').fontSize(9.5).text(done, { lineGap: 2 });
    heading('Versions (SHA-256 of each)');
    for (const { number, sha256, bytes } of versions) small(`${number}  ${bytes} octets  ${sha256}`);
    if (versions.length === 0) small('none');
    heading('Signature');
    page.font('Helvetica').fontSize(9.5).fillColor('#16202a').text(`Ed25519 over the certificate as canonical JSON (RFC 8785), which ${portal} gives out beside this page and checks. Key ${Certificates.fingerprint(signature.publicKey)}.`, { lineGap: 2 }).moveDown(0.3);
    small(`key   ${signature.publicKey}`);
    small(`value ${signature.value}`);
    heading('Events on record');
    for (const { id, name, at } of events.slice(0, 60)) small(`${at}  ${name}  ${id}`);
    if (events.length > 60) small(`and ${events.length - 60} more, in the JSON`);
    page.end();
  });
}

function told(decision: Record<string, unknown>): Record<string, string> {
  if (decision.decided === 'schedule') {
    const { months, action, after, forumWide } = decision.rule as { months: number; action: string; after: string; forumWide: boolean };
    return { Schedule: `${forumWide ? 'of the forum' : 'of the originator'}: ${action} ${months} months after ${after}`, Due: String(decision.due), 'Announced on': String(decision.announcedOn) };
  }
  const person = (one: unknown) => { const { id, name } = one as { id: string; name: string | null }; return `${name ?? 'unnamed'} (${id})`; };
  return { 'Asked by': `${person(decision.askedBy)}, ${String(decision.askedAt)}`, 'Confirmed by': person(decision.confirmedBy), Reason: String(decision.reason) };
}

/** The fonts every PDF reader has know Latin letters only; the rest stands in the JSON. */
// eslint-disable-next-line no-control-regex
const inLatin = (text: string) => text.replaceAll(/[^\n\u0020-\u007e\u00a0-\u00ff]/gu, '?');
