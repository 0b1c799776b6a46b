import { writePage, type Printed } from './printed.js';
import { Writing } from './writing.js';

/** The certificate as a file of one page. @throws Unprintable when a name has letters that no font draws */
export async function certificatePdf(printed: Printed, address: string): Promise<Buffer> {
  const paper = new Writing(`Certificate ${printed.serial}: ${printed.name}, ${printed.course}`, new Date(`${printed.issuedOn}T00:00:00Z`));
  await writePage(paper, printed, address);
  return paper.finish();
}
