import { Controller, Delete, Get, Head, HttpCode, Options, Param, ParseUUIDPipe, Patch, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, May } from '../../../kernel/http/index.js';
import { Announces, Reception, SendsPart, standing, Tus, Uploads, type Upload } from '../../../kernel/uploads/index.js';
import { CoursePackage } from '../package.entity.js';
import { Packages } from '../packages.js';
import { PackageFiles } from './package-files.js';
import { PackageUploadInput, PackageUploadList, PackageUploadView } from './package-upload.dto.js';

/** Packages of SCORM come in by tus 1.0. What is wrong with one stands on its upload, with a `code`, and in its report. */
@Controller('package-uploads')
export class PackageUploadsController {
  constructor(
    private readonly files: PackageFiles,
    private readonly packages: Packages,
    private readonly reception: Reception,
    private readonly uploads: Uploads,
  ) {}

  /** What of the protocol is spoken, and how large a package may be. */
  @Options()
  @HttpCode(204)
  @May('import', CoursePackage)
  discover(@Res({ passthrough: true }) response: Response): void {
    this.reception.discover(this.files, response);
  }

  /** Announces a package of SCORM 1.2 or 2004 for a course, and may bring its first octets along. `Location` is where the rest goes. */
  @Post()
  @May('import', CoursePackage)
  @Announces('course, filename; strict, filetype, sha256 where they are known')
  async begin(@CurrentActor() actor: Actor, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { course: target, strict, ...file } = await this.reception.announced(PackageUploadInput, request, 0);
    if (file.length === 0) await this.packages.refuseEmpty(actor, target);
    await this.reception.begin(this.files, actor, { ...file, target, wish: { strict: strict === 'true' } }, request, response);
  }

  /** Where an upload stands, for its sender. */
  @Head(':id')
  @May('import', CoursePackage)
  @Tus()
  async stands(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.reception.stands(this.files, actor, id, request, response);
  }

  /** The same in words, with what became of it. */
  @Get(':id')
  @May('import', CoursePackage)
  @SerializeOptions({ type: PackageUploadView, strategy: 'excludeAll' })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PackageUploadView> {
    return viewOf(await this.uploads.stands(this.files, actor, id));
  }

  /** One's own that are not finished. */
  @Get()
  @May('import', CoursePackage)
  @SerializeOptions({ type: PackageUploadList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<PackageUploadList> {
    return { items: (await this.uploads.list(this.files, actor)).map(viewOf) };
  }

  /** Sends the octets from `Upload-Offset` on. What came before a broken line is kept; with a checksum, all of it or nothing. */
  @Patch(':id')
  @May('import', CoursePackage)
  @SendsPart()
  async send(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.reception.send(this.files, actor, id, request, response);
  }

  /** Gives an upload up; what came of it is gone. */
  @Delete(':id')
  @HttpCode(204)
  @May('import', CoursePackage)
  @Tus()
  async abandon(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request): Promise<void> {
    await this.reception.abandon(this.files, actor, id, request);
  }
}

const viewOf = (upload: Upload): PackageUploadView => ({
  ...standing(upload), course: upload.target ?? '', strict: upload.wish.strict === true, package: (upload.outcome?.package as string | undefined) ?? null,
});
