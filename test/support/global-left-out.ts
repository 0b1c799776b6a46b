import { leftOut, sentence } from './real.ts';

/** Says last of all which specs a run left out, and why; of those alone that the run would have meant. */
export default class LeftOut {
  private readonly meant: readonly string[];

  constructor({ nonFlagArgs }: { nonFlagArgs: readonly string[] }) {
    this.meant = nonFlagArgs;
  }

  onRunComplete(): void {
    const specs = leftOut().filter(({ file }) => this.meant.length === 0 || this.meant.some((path) => file.includes(path) || path.includes(file)));
    if (specs.length > 0) process.stderr.write(`\n${specs.map(sentence).join('\n')}\n`);
  }
}
