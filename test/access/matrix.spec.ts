import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Portal } from '../support/portal.js';
import { actors, situations } from './situations.js';

const file = new URL('./matrix.txt', import.meta.url);

/** Who may do what, in every situation: reviewed as a file, a change of it is a change of the rules. */
function matrix(portal: Portal): string {
  const lines = ['Who may do what. ✓ granted, · not. Made by test/access/matrix.spec.ts; a difference is a decision.', ''];
  for (const concept of new Set(situations.map(([name]) => name))) {
    const rows = situations.filter(([name]) => name === concept);
    const verbs = portal.access.verbs(rows[0]?.[2].constructor as never);
    lines.push(`${concept.toUpperCase()}  ${verbs.join(' ')}`);
    for (const [, situation, row] of rows) {
      lines.push(`  ${situation}`);
      for (const [name, actor] of actors) lines.push(`    ${name.padEnd(20)} ${verbs.map((verb) => (portal.access.can(actor, verb, row) ? '✓' : '·').padEnd(verb.length)).join(' ')}`.trimEnd());
    }
    lines.push('');
  }
  return lines.join('\n');
}

describe('SR-31 the access matrix', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start(); });
  afterAll(() => portal.stop());

  it('is the one that was reviewed', () => {
    const now = matrix(portal);
    if (process.env.FOCALPOINT_TEST_UPDATE || !existsSync(file)) writeFileSync(file, now);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });
});
