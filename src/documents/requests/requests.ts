import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors, requireProof, requireProofFor } from '../../kernel/http/index.js';
import { invalid, notFound } from '../../kernel/problems.js';
import { writeTable, type Written } from '../../kernel/tables/index.js';
import { Parties } from '../../members/index.js';
import { Document } from '../document.entity.js';
import { DocumentTexts } from '../document-texts.js';
import { DocumentRepository } from '../document.repository.js';
import { Grants } from './grants.js';
import { ReleaseRequest } from './release-request.entity.js';
import type { AccessRequestInput, DecisionInput, MessageView, RequestList, RequestsExportQuery, RequestsQuery, RequestView, WiderUseInput } from './requests.dto.js';

const pageSize = 30;
const mostExported = 2_000;

const columns = [
  ['reference', 'Reference'], ['title', 'Document'], ['party', 'Party'], ['name', 'Asked by'], ['wish', 'Wish'], ['purpose', 'Purpose'], ['reason', 'Reason'], ['recipients', 'For'], ['until', 'Needed until'],
  ['state', 'State'], ['createdAt', 'Made'], ['decidedAt', 'Decided'], ['decisionReason', 'Answer'], ['grantedUntil', 'Granted until'],
].map(([key = '', label = '']) => ({ key, label }));

async function* rowsOf(requests: readonly RequestView[]) {
  for (const { document, user, recipients, ...request } of requests) {
    const { messages: _messages, allows: _allows, id: _id, ...row } = request;
    yield { ...row, title: document?.title ?? '', name: user.name ?? '', recipients: recipients.join(' ') };
  }
}

/** Requests for access and for wider use: made, asked about, granted for a time, declined, ended. */
@Injectable()
export class Requests {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly texts: DocumentTexts,
    private readonly grants: Grants,
    private readonly parties: Parties,
    private readonly events: Events,
    private readonly cursors: Cursors,
  ) {}

  /** Asks for what one knows by its symbol. Nothing in the answer, the list or the time tells whether there is such a document (SR-34). */
  async askForAccess(actor: Actor, { reference, purpose, reason, until }: AccessRequestInput): Promise<void> {
    inFuture(until);
    await this.db.write(actor, () => this.enter(actor, reference, 'access', purpose, reason, [], until));
  }

  /** Asks to pass a document on that one reads. @throws Problem 404, 403, 400 */
  askForWiderUse(actor: Actor, id: string, { purpose, reason, recipients = [], until }: WiderUseInput): Promise<void> {
    inFuture(until);
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'request', document);
      const unknown = await this.parties.unknown(recipients);
      if (unknown.length > 0) throw invalid(unknown.map((code) => ({ path: 'recipients', message: `There is no party with the code ${code}.` })));
      await this.enter(actor, document.symbol, 'wider_use', purpose, reason, recipients, until);
    });
  }

  list(actor: Actor, { box, state, cursor }: RequestsQuery): Promise<RequestList> {
    const filter = `requests/${box}/${state ?? ''}`;
    const [before, beforeId] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [null, null];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(ReleaseRequest, 'request'), actor, 'read');
      query.andWhere(box === 'received' ? 'request.originator = :party' : 'request.party = :party', { party: actor.party });
      if (state === 'ended') query.andWhere(`(request.state = 'ended' OR (request.state = 'granted' AND request.grantedUntil <= now()))`);
      else if (state) query.andWhere('request.state = :state', { state });
      if (state === 'granted') query.andWhere('request.grantedUntil > now()');
      if (before) query.andWhere('(request.createdAt, request.id) < (:before::timestamptz, :beforeId::uuid)', { before, beforeId });
      const found = await query.orderBy('request.createdAt', 'DESC').addOrderBy('request.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT created_at::text AS at FROM app.release_requests WHERE id = $1', [last.id]) : [];
      return {
        items: await this.views(actor, page),
        next: found.length > pageSize && last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null,
      };
    });
  }

  /** The list as a table, for the party whose list it is. Recorded. */
  exported(actor: Actor, { format, ...query }: RequestsExportQuery): Promise<Written> {
    return this.db.write(actor, async () => {
      const items: RequestView[] = [];
      for (let cursor: string | undefined; items.length < mostExported; ) {
        const page = await this.list(actor, { ...query, cursor });
        items.push(...page.items);
        if (!page.next) break;
        cursor = page.next;
      }
      requireProofFor(actor, items.length);
      await this.events.record(actor, 'release-request.exported', { type: 'release-request', id: query.box }, { format, rows: items.length });
      const heading = ['TLP:AMBER+STRICT', `Requests ${query.box}, for ${actor.party} alone.`, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
      return writeTable(format, { title: 'Requests', heading, columns, rows: rowsOf(items) });
    });
  }

  /** The originator grants for a time, declines with a reason, or asks. @throws Problem 404, 403, 409, 422 */
  decide(actor: Actor, id: string, { decision, reason, until }: DecisionInput): Promise<RequestView> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'decide');
      if (decision === 'ask') {
        request.ask();
        await this.say(actor, request, reason);
      } else if (decision === 'decline') {
        request.decide('declined', actor.userId, reason, null);
      } else {
        requireProof(actor);
        const last = new Date(`${inFuture(until ?? request.until)}T23:59:59Z`);
        request.decide('granted', actor.userId, reason, last);
        await this.grants.make(actor, request, last);
      }
      await this.db.manager.save(request);
      await this.events.record(actor, `release-request.${{ grant: 'granted', decline: 'declined', ask: 'asked' }[decision]}`, subject(request), {
        ...facts(request), until: request.grantedUntil?.toISOString(), reason,
      });
      return this.view(actor, request);
    });
  }

  reply(actor: Actor, id: string, text: string): Promise<RequestView> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'reply');
      if (request.userId === actor.userId) request.answered();
      else request.ask();
      await this.say(actor, request, text);
      await this.db.manager.save(request);
      await this.events.record(actor, 'release-request.replied', subject(request), facts(request));
      return this.view(actor, request);
    });
  }

  /** Ends a grant before its time. */
  end(actor: Actor, id: string, reason: string): Promise<RequestView> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'end');
      request.end(reason);
      await this.grants.end(actor, request);
      await this.db.manager.save(request);
      await this.events.record(actor, 'release-request.ended', subject(request), { ...facts(request), reason });
      return this.view(actor, request);
    });
  }

  private async enter(actor: Actor, reference: string, wish: string, purpose: string, reason: string, recipients: string[], until: string): Promise<void> {
    const [made] = await this.db.sql<{ id: string; originator: string | null }>('SELECT * FROM app.ask_release($1, $2, $3, $4, $5, $6)', [
      reference, wish, purpose, reason, recipients, until,
    ]);
    if (made) await this.events.record(actor, 'release-request.made', { type: 'release-request', id: made.id, originator: made.originator ?? undefined }, { wish, recipients, until });
  }

  private async changeable(actor: Actor, id: string, verb: string): Promise<ReleaseRequest> {
    const request = await this.access.scope(this.db.query(ReleaseRequest, 'request'), actor, 'read').andWhere('request.id = :id', { id }).setLock('pessimistic_write').getOne();
    if (!request) throw notFound();
    this.access.require(actor, verb, request);
    return request;
  }

  private async say(actor: Actor, request: ReleaseRequest, text: string): Promise<void> {
    await this.db.sql('INSERT INTO app.request_messages (request_id, party, user_id, text) VALUES ($1, $2, $3, $4)', [request.id, actor.party, actor.userId, text]);
  }

  private async view(actor: Actor, request: ReleaseRequest): Promise<RequestView> {
    const [view] = await this.views(actor, [request]);
    if (!view) throw notFound();
    return view;
  }

  private async views(actor: Actor, requests: ReleaseRequest[]): Promise<RequestView[]> {
    if (requests.length === 0) return [];
    const ids = requests.map((request) => request.id);
    const names = await this.parties.names();
    const seen = await this.access.scope(this.db.query(Document, 'document'), actor, 'read')
      .andWhere('document.id = ANY(:ids)', { ids: requests.map((request) => request.documentId).filter(Boolean) }).getMany();
    for (const document of seen) await this.texts.open(document);
    const messages = await this.db.sql<{ request: string; at: Date; user: string; party: string; text: string }>(
      'SELECT request_id AS request, at, user_id AS "user", party, text FROM app.request_messages WHERE request_id = ANY ($1::uuid[]) ORDER BY at', [ids],
    );
    const said = (id: string): MessageView[] =>
      messages.filter((one) => one.request === id).map(({ at, user, party, text }) => ({ at: at.toISOString(), by: names.get(user) ?? party, party, text }));
    return requests.map((request) => {
      const document = seen.find((one) => one.id === request.documentId);
      return {
        id: request.id,
        document: document ? { id: document.id, symbol: document.symbol, title: document.title } : null,
        reference: request.reference,
        party: request.party,
        user: { id: request.userId, name: names.get(request.userId) ?? null },
        wish: request.wish, purpose: request.purpose, reason: request.reason, recipients: request.recipients, until: request.until,
        state: request.standing,
        createdAt: request.createdAt.toISOString(),
        messages: said(request.id),
        decidedAt: request.decidedAt?.toISOString() ?? null,
        decisionReason: request.decisionReason,
        grantedUntil: request.grantedUntil?.toISOString() ?? null,
        allows: this.access.allows(actor, request),
      };
    });
  }
}

const subject = (request: ReleaseRequest) => ({ type: 'release-request', id: request.id, originator: request.originator ?? undefined });
const facts = ({ documentId, party, wish, recipients }: ReleaseRequest) => ({ document: documentId, party, wish, recipients });

/** @throws Problem 400 for a day that is over, or further away than two years */
function inFuture(until: string): string {
  const end = Date.parse(`${until}T23:59:59Z`);
  if (!(end > Date.now())) throw invalid([{ path: 'until', message: 'Choose a day that is not over yet.' }]);
  if (end > Date.now() + 2 * 366 * 86_400_000) throw invalid([{ path: 'until', message: 'A grant runs for two years at the most.' }]);
  return until;
}
