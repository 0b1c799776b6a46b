import { readFileSync, writeFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { policies } from '../../src/app.module.js';
import { actorOf, roles } from '../../src/kernel/access/index.js';
import { Declared } from '../../src/kernel/http/index.js';
import { Portal } from '../support/portal.js';

const file = under('docs/access.md');

/** Every rule and every route, from the code itself. */
function written(portal: Portal): string {
  const routes = [...portal.app.get(Declared).routes].sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  const person = actorOf({ userId: 'you', party: 'YOURS', membership: 'member', roles, keys: ['YOURS', 'community', '33333333-3333-4333-8333-333333333333', 'AHG', 'STEERING_GROUP', 'you'] });
  const rules = policies.map((policy) => {
    const grants = new Map<string, Set<string>>();
    for (const role of [undefined, ...roles]) {
      for (const party of [person.party, 'SECRETARIAT']) {
        const actor = actorOf({ ...person, party, roles: role ? [role] : [], keys: person.keys, seats: undefined });
        for (const { verbs, because } of policy.grants(actor)) for (const verb of verbs) grants.set(verb, (grants.get(verb) ?? new Set()).add(because));
      }
    }
    return `### ${policy.entity.name}\n\n${[...grants].map(([verb, clauses]) => `- **${verb}**: ${[...clauses].join('; or ')}.`).join('\n')}\n`;
  });
  return `# Who may do what

Made from the policies and routes by \`test/drift/access.spec.ts\`; a difference fails the gate. The full table, every role in every situation,
is \`test/access/matrix.txt\`.

Grants only: what is not granted is refused. Whoever may not see a record is answered as if there were none (404); whoever sees it and
lacks the verb is told what it would take (403).

## Rules

${rules.join('\n')}
## Routes

| Method | Path | Rule |
| --- | --- | --- |
${routes.map(({ method, path, rule }) => `| ${method} | \`${path}\` | ${rule} |`).join('\n')}

Files of the web client, \`/api/docs\` and \`/api/openapi.json\` are served to everybody; they hold nothing but the program. Reports of the content
security policy are taken at \`/api/v1/csp-reports\`, and only counted.

## What is not recorded

Readiness and liveness, files of the client, lists and counts (they hold no content), and the questions "why" and "who would see it". Every
opening of a document, every download, every export, every change and every refusal is an event.
`;
}

describe('docs/access.md', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start(); });
  afterAll(() => portal.stop());

  it('says what the code says', () => {
    const now = written(portal);
    if (process.env.FOCALPOINT_TEST_UPDATE) writeFileSync(file, now);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });
});
