import { createServer, type Server } from 'node:http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Settings } from '../config/index.js';
import { Quarantine } from '../inspection/index.js';
import { Scanner } from '../scanner/index.js';

/** Figures for the operator, in Prometheus' format, on a port of their own on loopback. They name methods and statuses, never records or people. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('metrics');
  private readonly registry = new Registry();
  private readonly answered = new Histogram({
    name: 'focalpoint_http_seconds', help: 'Time to answer, in seconds', labelNames: ['method', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers: [this.registry],
  });
  private server: Server | undefined;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    private readonly dataSource: DataSource,
    scanner: Scanner,
    quarantine: Quarantine,
  ) {
    collectDefaultMetrics({ register: this.registry });
    const pool = () => (dataSource.driver as unknown as { master?: { totalCount: number; idleCount: number; waitingCount: number } }).master;
    const registers = [this.registry];
    new Gauge({ name: 'focalpoint_pool_connections', help: 'Database connections', registers, collect() { this.set(pool()?.totalCount ?? 0); } });
    new Gauge({ name: 'focalpoint_pool_waiting', help: 'Units of work waiting for a connection', registers, collect() { this.set(pool()?.waitingCount ?? 0); } });
    const gauge = (name: string, help: string, column: 'lag_seconds' | 'waiting' | 'dead') => new Gauge({ name, help, registers, collect: async function () { this.set(Number((await lagOf(dataSource))[column])); } });
    gauge('focalpoint_job_lag_seconds', 'How long the oldest due job has waited', 'lag_seconds');
    gauge('focalpoint_jobs_waiting', 'Jobs not done yet', 'waiting');
    gauge('focalpoint_jobs_dead', 'Jobs given up', 'dead');
    const letters = (name: string, help: string, column: keyof LetterLag) => new Gauge({ name, help, registers, collect: async function () { this.set(Number((await letterLagOf(dataSource))[column])); } });
    letters('focalpoint_letters_waiting', 'Letters not sent yet', 'waiting');
    this.inspecting(scanner, quarantine);
    letters('focalpoint_letters_dead', 'Letters given up after their last try', 'dead');
  }

  /** How inspection is: what waits, whether the scanner answers, how old its knowledge is (NaN where it does not say). */
  private inspecting(scanner: Scanner, quarantine: Quarantine): void {
    const gauge = (name: string, help: string, read: () => Promise<number>) => new Gauge({ name, help, registers: [this.registry], collect: async function () { this.set(await read()); } });
    gauge('focalpoint_quarantine_files', 'Files that wait for their inspection', async () => (await quarantine.state()).files);
    gauge('focalpoint_quarantine_bytes', 'Octets that wait for their inspection', async () => (await quarantine.state()).bytes);
    gauge('focalpoint_scanner_up', 'Whether the scanner answers; 0 also where there is none', async () => ((await scanner.signatures()) ? 1 : 0));
    gauge('focalpoint_signatures_age_seconds', 'How old the scanner\'s signatures are', async () => {
      const at = (await scanner.signatures())?.at;
      return at ? (Date.now() - at.getTime()) / 1000 : Number.NaN;
    });
  }

  /** Times every answer. */
  readonly timing: RequestHandler = (request: Request, response: Response, next: NextFunction) => {
    const end = this.answered.startTimer({ method: request.method });
    response.once('finish', () => end({ status: String(response.statusCode) }));
    next();
  };

  text(): Promise<string> {
    return this.registry.metrics();
  }

  onApplicationBootstrap(): void {
    if (this.settings.metricsPort === 0) return;
    this.server = createServer((request, response) => {
      if (request.url !== '/metrics') return void response.writeHead(404).end();
      this.text().then(
        (text) => response.writeHead(200, { 'Content-Type': this.registry.contentType }).end(text),
        () => response.writeHead(503).end(),
      );
    }).listen(this.settings.metricsPort, '127.0.0.1');
    this.server.on('error', (error) => this.log.error(`no metrics: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.server?.close();
  }
}

export interface Lag {
  waiting: string;
  lag_seconds: number;
  dead: string;
}

/** How far the queue is behind. */
export async function lagOf(dataSource: DataSource): Promise<Lag> {
  const [lag] = (await dataSource.query('SELECT waiting, lag_seconds, dead FROM app.job_lag()')) as Lag[];
  return lag ?? { waiting: '0', lag_seconds: 0, dead: '0' };
}

interface LetterLag {
  waiting: string;
  dead: string;
}

async function letterLagOf(dataSource: DataSource): Promise<LetterLag> {
  const [lag] = (await dataSource.query('SELECT waiting, dead FROM app.letter_lag()')) as LetterLag[];
  return lag ?? { waiting: '0', dead: '0' };
}
