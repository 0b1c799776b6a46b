import { pipeline } from 'node:stream/promises';
import { Controller, Get, Logger, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { contentDisposition } from '../../kernel/files/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { BundleQuery, BundleView } from './bundle.dto.js';
import { Bundles } from './bundles.js';

@Controller('documents/bundle')
export class BundlesController {
  private readonly log = new Logger('bundles');

  constructor(private readonly bundles: Bundles) {}

  /** What a bundle of these documents would hold and weigh; those you may not take along say why. */
  @Get('outline')
  @May('download', Document)
  @SerializeOptions({ type: BundleView, strategy: 'excludeAll' })
  outline(@CurrentActor() actor: Actor, @Query() query: BundleQuery): Promise<BundleView> {
    return this.bundles.outline(actor, query.ids.split(','));
  }

  /** Many documents as one ZIP, made while it is fetched, with a manifest and their markings. Each file is asked for and recorded at its moment. */
  @Get()
  @May('download', Document)
  @ApiProduces('application/zip')
  async take(@CurrentActor() actor: Actor, @Query() query: BundleQuery, @Res() response: Response): Promise<void> {
    const archive = await this.bundles.archive(actor, query.ids.split(','));
    response.set({
      'Content-Type': 'application/zip', 'Content-Disposition': contentDisposition(`focalpoint-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.zip`),
      'Content-Security-Policy': "sandbox; default-src 'none'", 'Cache-Control': 'private, no-store', 'Accept-Ranges': 'none',
    });
    await pipeline(archive, response).catch((error: unknown) => {
      this.log.debug(`a bundle broke off: ${String(error)}`);
      response.destroy();
    });
  }
}
