/** Waits until something holds that nothing tells of. @param what for the error, after ten seconds */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not so after ten seconds: ${what}`);
}
