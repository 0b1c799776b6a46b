/** What is wrong in a course's folder, where its author sees it. */
export interface FileFault {
  file: string;
  /** Counted from 1. */
  line: number;
  message: string;
}

/** Collects everything that is wrong: whoever mends a file wants to hear it all at once. */
export class Faults {
  private readonly found: FileFault[] = [];

  tell(file: string, line: number, message: string): void {
    if (!this.found.some((one) => one.file === file && one.line === line && one.message === message)) this.found.push({ file, line, message });
  }

  /** By file and line. */
  get all(): FileFault[] {
    return this.found.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  }
}
