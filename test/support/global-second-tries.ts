interface File { path: string; context: { config: { rootDir: string } } }
interface Outcome { testResults: readonly { status: string; invocations?: number; fullName: string }[] }

/** Says last of all which tests passed at the second try only: each may be a fault that shows by chance, and is looked into. */
export default class SecondTries {
  private readonly met: string[] = [];

  onTestResult({ path, context }: File, { testResults }: Outcome): void {
    for (const { status, invocations = 1, fullName } of testResults) {
      if (status === 'passed' && invocations > 1) this.met.push(`${path.slice(context.config.rootDir.length + 1)}: ${fullName}`);
    }
  }

  onRunComplete(): void {
    if (this.met.length > 0) process.stderr.write(`\nPassed at the second try only:\n${this.met.map((one) => `  ${one}`).join('\n')}\n`);
  }
}
