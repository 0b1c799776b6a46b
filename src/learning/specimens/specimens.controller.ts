import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Controller, Get, Param, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { May } from '../../kernel/http/index.js';
import { notFound } from '../../kernel/problems.js';
import { Course } from '../catalogue/course.entity.js';
import { drawSpecimen, specimens } from './index.js';
import { SpecimenList, SpecimenView } from './specimens.dto.js';
import { viewOf } from './view-of.js';

interface Picture {
  svg: Buffer;
  packed: Buffer;
  etag: string;
}

/** Specimens are for whoever may study at all. They are drawn once, and kept: there are some two hundred pictures, and they never change. */
@Controller('specimens')
export class SpecimensController {
  private readonly drawn = new Map<string, Picture>();

  /** All there are. For authors alone: a name tells what was done to it, and pictures could be held against those of an examination. */
  @Get()
  @May('edit', Course)
  @SerializeOptions({ type: SpecimenList, strategy: 'excludeAll' })
  list(): SpecimenList {
    return { items: specimens.map(({ id, title, layers }) => ({ id, title, lights: [...layers] })) };
  }

  /** What may be known of a specimen: its lights, what is seen in each, and the names of its parts; never what was altered. */
  @Get(':id')
  @May('read', Course)
  @SerializeOptions({ type: SpecimenView, strategy: 'excludeAll' })
  one(@Param('id') id: string): SpecimenView {
    const found = specimens.find((specimen) => specimen.id === id);
    if (!found) throw notFound();
    return viewOf(found);
  }

  /** One light of it as an image. It runs nothing and loads nothing, wherever it is opened. */
  @Get(':id/:light.svg')
  @May('read', Course)
  @ApiProduces('image/svg+xml')
  picture(@Param('id') id: string, @Param('light') light: string, @Req() request: Request, @Res() response: Response): void {
    const { svg, packed, etag } = this.pictureOf(id, light);
    response.set({ 'Content-Type': 'image/svg+xml; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, max-age=86400', ETag: etag, Vary: 'Accept-Encoding' });
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    const takesPacked = request.acceptsEncodings('gzip') === 'gzip';
    if (takesPacked) response.set('Content-Encoding', 'gzip');
    response.end(takesPacked ? packed : svg);
  }

  /** @throws Problem 404 */
  private pictureOf(id: string, light: string): Picture {
    const name = `${id}/${light}`;
    const kept = this.drawn.get(name);
    if (kept) return kept;
    const text = drawSpecimen(id, light);
    if (text === null) throw notFound();
    const svg = Buffer.from(text);
    const picture = { svg, packed: gzipSync(svg), etag: `"${createHash('sha256').update(svg).digest('base64url').slice(0, 27)}"` };
    this.drawn.set(name, picture);
    return picture;
  }
}
