import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Settings } from '../../kernel/config/index.js';
import { occasion } from '../../kernel/events/index.js';
import { answerProblem, strictJson, validated } from '../../kernel/http/index.js';
import { notFound, notSignedIn, Problem } from '../../kernel/problems.js';
import { contentOrigin, isContentHost } from './content-address.js';
import { ContentFiles } from './content-files.js';
import type { Held } from './held.js';
import { CommitInput } from './run-time.dto.js';
import { RunTime } from './run-time.js';
import { serveFile } from './serve-file.js';

const secretShape = /^[\w-]{20,64}$/;
const idShape = /^[0-9a-f-]{36}$/;
/** What is told to the record of one launch at the most, so that a package cannot fill it. */
const toldMost = 20;

/**
 * The second origin (SCORM packages are somebody else's programs): files of packages, our player, and the run-time's three calls. It knows no
 * cookie, sets none, and serves nothing else of the portal; the portal serves none of this.
 */
@Injectable()
export class ContentSite implements OnApplicationShutdown {
  private readonly log = new Logger('content');
  private readonly told = new Map<string, number>();
  private server: Server | undefined;

  constructor(
    private readonly files: ContentFiles,
    private readonly runTime: RunTime,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * Listens on its own port, unless packages are not served here.
   * @param player folder of the built player
   */
  async listen(player: string): Promise<void> {
    if (!this.settings.contentOrigin) return;
    const server = createServer(this.handler(player));
    server.headersTimeout = 15_000;
    server.keepAliveTimeout = 65_000;
    this.server = await new Promise<Server | undefined>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (this.settings.mode === 'production' || error.code !== 'EADDRINUSE') return reject(error);
        this.log.warn(`port ${this.settings.contentPort} is taken, so imported courses cannot be opened; set FOCALPOINT_CONTENT_PORT`);
        resolve(undefined);
      });
      server.listen(this.settings.contentPort, this.settings.host, () => resolve(server));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private handler(player: string): express.Express {
    const site = express();
    site.disable('x-powered-by');
    site.set('etag', false);
    site.set('query parser', 'simple');
    site.set('trust proxy', this.settings.trustedProxies.length > 0 ? [...this.settings.trustedProxies] : false);
    site.use(this.door);
    site.get('/player', this.page);
    site.use('/player', express.static(player, { index: false, etag: false, lastModified: false, redirect: false, dotfiles: 'ignore', setHeaders: (response) => void response.setHeader('Cache-Control', 'public, max-age=600') }));
    site.post('/l/:launch/:secret/~blocked', express.json({ type: ['application/csp-report', 'application/reports+json'], limit: '16kb' }), answering(this.report));
    site.get('/l/:launch/:secret/*path', answering(this.file));
    const runTime = express.Router();
    runTime.use(strictJson({ limit: 256 * 1024, depth: 8 }));
    runTime.get('/launches/:launch/state', answering(async (request, response) => void response.json(await this.runTime.state(await this.held(request)))));
    runTime.put('/launches/:launch/commits/:seq', answering(this.commit));
    runTime.put('/launches/:launch/end', answering(async (request, response) => {
      await this.runTime.end(await this.held(request));
      response.status(204).end();
    }));
    site.use(['/rt', '/api/v1/rt'], runTime);
    site.use((_request, _response, next) => next(notFound()));
    site.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => this.fail(error, response));
    return site;
  }

  /** A request id, a host that is ours, and the headers of every answer. */
  private readonly door: RequestHandler = (request, response, next) => {
    const requestId = randomUUID();
    const portal = [new URL(this.settings.publicUrl).origin, ...this.settings.extraHosts.map((host) => `http://${host}`)].join(' ');
    response.set({
      'X-Request-Id': requestId, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'cross-origin',
      'Permissions-Policy': 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), unload=(self)', 'Origin-Agent-Cluster': '?1',
      'Content-Security-Policy': `default-src 'none'; frame-ancestors ${portal}`,
      ...(this.settings.publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    });
    response.locals.portal = portal;
    occasion.run({ requestId, ip: request.ip, agent: request.headers['user-agent'] }, () => {
      if (!isContentHost(this.settings, request.headers.host ?? '')) return next(new Problem(421, '/problems/misdirected', 'Misdirected request', 'No packages are served under that name.'));
      // A worker of a package's own would outlive its launch and stand before others'.
      if (request.headers['service-worker'] !== undefined) return void this.refuseWorker(request).then(() => next(new Problem(403, '/problems/forbidden', 'Not permitted', 'A package may not install a worker.')), next);
      next();
    });
  };

  private readonly page: RequestHandler = (_request, response) => {
    response.setHeader('Content-Security-Policy', `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${String(response.locals.portal)}`);
    response.type('html').send('<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Course</title><link rel="stylesheet" href="/player/player.css"><script type="module" src="/player/player.js"></script></head><body></body></html>');
  };

  private readonly file = async (request: Request, response: Response): Promise<void> => {
    const { launch, secret } = namesOf(request);
    const path = [request.params.path].flat().join('/');
    const { source, file, packageId } = await this.files.find(launch, secret, path);
    this.mustBeOwnHost(request, packageId);
    const policy = `default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'; form-action 'none'; base-uri 'self'; object-src 'none'; frame-ancestors 'self' ${String(response.locals.portal)}; report-uri /l/${launch}/${secret}/~blocked`;
    response.setHeader('Content-Security-Policy', policy);
    await serveFile(request, response, source, file);
  };

  private readonly report = async (request: Request, response: Response): Promise<void> => {
    const { launch, secret } = namesOf(request);
    const { held } = await this.files.open(launch, secret);
    const [first] = [request.body as unknown].flat() as { body?: Record<string, unknown>; 'csp-report'?: Record<string, unknown> }[];
    const told = first?.body ?? first?.['csp-report'] ?? {};
    await this.tell(held, String(told.effectiveDirective ?? told['effective-directive'] ?? told['violated-directive'] ?? 'policy').replaceAll(/[^\w-]/g, '').slice(0, 60));
    response.status(204).end();
  };

  private readonly commit = async (request: Request, response: Response): Promise<void> => {
    const held = await this.held(request);
    const seq = Number(request.params.seq);
    if (!/^[1-9]\d{0,8}$/.test(String(request.params.seq))) throw notFound();
    const input = await validated(CommitInput, request.body ?? {});
    response.json(await this.runTime.commit(held, seq, input));
  };

  private async held(request: Request): Promise<Held> {
    const token = /^Bearer ([\w-]{20,64})$/i.exec(request.headers.authorization ?? '')?.[1];
    const launch = String(request.params.launch);
    if (!token) throw notSignedIn();
    if (!idShape.test(launch)) throw notFound();
    return this.runTime.held(token, launch);
  }

  /** With a host for each package, a launch is served under that of its own package alone. */
  private mustBeOwnHost(request: Request, packageId: string): void {
    if (new URL(contentOrigin(this.settings, packageId)).host !== request.headers.host) throw notFound();
  }

  private async refuseWorker(request: Request): Promise<void> {
    const [, launch = '', secret = ''] = /^\/l\/([0-9a-f-]{36})\/([\w-]{20,64})\//.exec(request.path) ?? [];
    if (launch) await this.files.open(launch, secret).then(({ held }) => this.tell(held, 'service-worker'));
  }

  private async tell(held: Held, what: string): Promise<void> {
    const count = (this.told.get(held.launchId) ?? 0) + 1;
    if (this.told.size > 5_000) this.told.clear();
    this.told.set(held.launchId, count);
    if (count <= toldMost) await this.runTime.blocked(held, what);
  }

  private fail(error: unknown, response: Response): void {
    if (response.headersSent) return void response.socket?.destroy();
    for (const header of ['Content-Encoding', 'Content-Length', 'Content-Disposition']) response.removeHeader(header);
    answerProblem(error, response, this.log);
  }
}

/** Express passes on what a handler rejects with. */
const answering = (work: (request: Request, response: Response) => Promise<void>): RequestHandler => (request, response, next) => void work(request, response).catch(next);

function namesOf({ params }: Request): { launch: string; secret: string } {
  const [launch, secret] = [String(params.launch), String(params.secret)];
  if (!idShape.test(launch) || !secretShape.test(secret)) throw notFound();
  return { launch, secret };
}
