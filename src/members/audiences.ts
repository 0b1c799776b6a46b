import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { bodyCircles } from '../kernel/marking/index.js';
import { conflict, invalid } from '../kernel/problems.js';
import { today } from './basis.js';
import { Audience } from './audience.entity.js';
import { namesIn, parseExpression, printExpression, type Expression } from './expression.js';
import type { AudienceInput, AudiencesQuery, NamedAudienceView, NamedView, PreviewInput, PreviewView } from './members.dto.js';
import { Parties } from './parties.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Named audiences, and the names a marking may use. */
@Injectable()
export class Audiences {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /** With the parties each holds today, or on a day. */
  list(actor: Actor, { asOf }: AudiencesQuery = {}): Promise<NamedAudienceView[]> {
    return this.db.read(actor, async () => {
      const audiences = await this.access.scope(this.db.query(Audience, 'audience'), actor, 'read').orderBy('audience.name').getMany();
      const views: NamedAudienceView[] = [];
      for (const audience of audiences) views.push(await this.view(actor, audience, asOf));
      return views;
    });
  }

  /** @throws Problem 400 for what cannot be read, 409 for a name taken by your own party */
  create(actor: Actor, input: AudienceInput): Promise<NamedAudienceView> {
    return this.db.write(actor, async () => {
      const expression = await this.read(input.expression);
      if (input.until && Date.parse(input.until) <= Date.now()) throw invalid([{ path: 'until', message: 'The end of an audience lies in the future.' }]);
      const audience = Object.assign(new Audience(), {
        id: randomUUID(), name: input.name, expression, originator: actor.party, readers: input.shared ? ['community'] : [],
        until: input.until ? new Date(input.until) : null, createdBy: actor.userId,
      });
      this.access.require(actor, 'create', audience);
      const [taken] = await this.db.sql('SELECT FROM app.audiences WHERE originator = $1 AND name = $2', [actor.party, input.name]);
      if (taken) throw conflict('Your party has an audience of that name already. Choose another name.');
      await this.db.manager.save(audience);
      await this.events.record(actor, 'audience.named', { type: 'audience', id: audience.id, originator: actor.party }, { expression: printExpression(expression) });
      return this.view(actor, audience);
    });
  }

  /** Whom it would hold on a day: members of the day that are active on it. */
  preview(actor: Actor, { expression: text, asOf = today() }: PreviewInput): Promise<PreviewView> {
    return this.db.read(actor, async () => {
      const expression = await this.read(text);
      return { expression: printExpression(expression), parties: await this.partiesOf(expression, asOf) };
    });
  }

  /** Names of the audiences among these, by id, as far as the actor may know them. In the running unit of work. */
  async names(names: readonly string[]): Promise<Record<string, string>> {
    const ids = names.filter((name) => uuid.test(name));
    if (ids.length === 0) return {};
    const rows = await this.db.sql<{ id: string; name: string }>('SELECT id, name FROM app.audiences WHERE id = ANY($1::uuid[])', [ids]);
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }

  /** Which of these a marking by this actor cannot name: no party, no body, no audience it sees, no official. In the running unit of work. */
  async unknownNames(actor: Actor, names: readonly string[]): Promise<string[]> {
    const codes = names.filter((name) => !uuid.test(name) && !(bodyCircles as readonly string[]).includes(name));
    const ids = names.filter((name) => uuid.test(name));
    const unknown = await this.parties.unknown(codes);
    if (ids.length === 0) return unknown;
    const seen = await this.access.scope(this.db.query(Audience, 'audience'), actor, 'read').andWhere('audience.id = ANY(:ids)', { ids }).getMany();
    const officials = new Set((await this.parties.facts()).flatMap((party) => party.officials.map((official) => official.id)));
    return [...unknown, ...ids.filter((id) => !officials.has(id) && !seen.some((audience) => audience.id === id))];
  }

  private async read(text: string): Promise<Expression> {
    const read = parseExpression(text);
    if ('faults' in read) throw invalid(read.faults, 'This expression cannot be read.');
    const unknown = await this.parties.unknown(namesIn(read.expression).parties);
    if (unknown.length > 0) throw invalid(unknown.map((code) => ({ path: 'expression', message: `There is no party with the code ${code}.` })), 'This expression names somebody unknown.');
    return read.expression;
  }

  private partiesOf(expression: Expression, day: string): Promise<NamedView[]> {
    return this.db.sql<NamedView>(
      `SELECT p.code, p.name FROM unnest(app.parties_of($1::jsonb, $2::date)) AS m(code) JOIN app.parties p USING (code)
        WHERE app.standing_on(p.code, $2::date) = 'active' ORDER BY p.sort_name`, [JSON.stringify(expression), day],
    );
  }

  private async view(actor: Actor, audience: Audience, day = today()): Promise<NamedAudienceView> {
    const lapsed = audience.until !== null && audience.until <= (day > today() ? new Date(day) : new Date());
    return {
      id: audience.id,
      name: audience.name,
      expression: printExpression(audience.expression),
      parties: lapsed ? [] : (await this.partiesOf(audience.expression, day)).map(({ code }) => code),
      until: audience.until?.toISOString() ?? null,
      originator: audience.originator,
      allows: this.access.allows(actor, audience),
    };
  }
}
