import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Res, SerializeOptions } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../../../kernel/http/index.js';
import { notFound } from '../../../kernel/problems.js';
import { CourseView } from '../catalogue.dto.js';
import { Course } from '../course.entity.js';
import { CourseAudienceView, CourseDescriptionInput, CourseInput, CourseMarkingInput, DraftVersionView, NoteInput, OutlineInput, PreviewInput, PreviewView, SubmissionInput, TextInput, TextView } from './authoring.dto.js';
import { Content } from './content.js';
import { Drafts } from './drafts.js';
import { Publishing } from './publishing.js';

@Controller('courses')
@SerializeOptions({ type: CourseView, strategy: 'excludeAll' })
export class CourseAuthoringController {
  constructor(
    private readonly drafts: Drafts,
    private readonly publishing: Publishing,
  ) {}

  /** Begins a course: private to your party until it is published. */
  @Post()
  @May('create', Course)
  async begin(@CurrentActor() actor: Actor, @Body() input: CourseInput, @Res({ passthrough: true }) response: Response): Promise<CourseView> {
    return tagged(response, await this.drafts.begin(actor, input));
  }

  @Patch(':id')
  @May('read', Course)
  async describe(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: CourseDescriptionInput, @Res({ passthrough: true }) response: Response): Promise<CourseView> {
    return tagged(response, await this.drafts.describe(actor, id, seen, input));
  }

  /** Discards a course that was never published. */
  @Delete(':id')
  @HttpCode(204)
  @May('discard', Course)
  discard(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number): Promise<void> {
    return this.drafts.discard(actor, id, seen);
  }

  /** Begins the next version, as a copy of the last one. */
  @Post(':id/versions')
  @May('edit', Course)
  beginVersion(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CourseView> {
    return this.drafts.beginVersion(actor, id);
  }

  /** Says who finds it. */
  @Put(':id/marking')
  @May('mark', Course)
  async mark(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() { marking }: CourseMarkingInput, @Res({ passthrough: true }) response: Response): Promise<CourseView> {
    return tagged(response, await this.publishing.mark(actor, id, seen, marking));
  }

  /** Takes nobody in from now on; whoever studies it finishes. */
  @Put(':id/retirement')
  @May('retire', Course)
  async retire(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Res({ passthrough: true }) response: Response): Promise<CourseView> {
    return tagged(response, await this.publishing.retire(actor, id, seen));
  }

  /** Who finds it, party by party; for its originator. */
  @Get(':id/audience')
  @May('audience', Course)
  @SerializeOptions({ type: CourseAudienceView, strategy: 'excludeAll' })
  audience(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CourseAudienceView> {
    return this.publishing.audience(actor, id);
  }
}

@Controller('course-versions/:id')
@SerializeOptions({ type: DraftVersionView, strategy: 'excludeAll' })
export class CourseVersionsController {
  constructor(
    private readonly content: Content,
    private readonly publishing: Publishing,
  ) {}

  /** A version as its authors see it: parts, lessons, which texts there are, and what is missing. */
  @Get()
  @May('read', Course)
  open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DraftVersionView> {
    return this.content.open(actor, id);
  }

  /** Sets parts and lessons as a whole. */
  @Put('outline')
  @May('edit', Course)
  arrange(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: OutlineInput): Promise<DraftVersionView> {
    return this.content.arrange(actor, id, seen, input);
  }

  /** Hands it in for review. */
  @Put('review')
  @May('submit', Course)
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { note }: SubmissionInput): Promise<DraftVersionView> {
    return this.publishing.submit(actor, id, note ?? '');
  }

  /** Sends it back to its authors, or takes it back from review. */
  @Put('return')
  @May('read', Course)
  sendBack(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { note }: NoteInput): Promise<DraftVersionView> {
    return this.publishing.sendBack(actor, id, note);
  }

  /** Puts it in force; never by the one who handed it in. */
  @Put('publication')
  @May('publish', Course)
  publish(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DraftVersionView> {
    return this.publishing.publish(actor, id);
  }
}

@Controller('lessons/:id/texts/:language')
@SerializeOptions({ type: TextView, strategy: 'excludeAll' })
export class LessonTextsController {
  constructor(private readonly content: Content) {}

  @Get()
  @May('review', Course)
  open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('language') language: string): Promise<TextView> {
    return this.content.text(actor, id, language);
  }

  /** Writes the text of a lesson in one language. */
  @Put()
  @May('edit', Course)
  write(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('language') language: string, @IfMatch() seen: number, @Body() input: TextInput): Promise<TextView> {
    if (!/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(language)) throw notFound();
    return this.content.write(actor, id, language, seen, input);
  }

  @Delete()
  @HttpCode(204)
  @May('edit', Course)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('language') language: string): Promise<void> {
    return this.content.removeText(actor, id, language);
  }
}

@Controller('text-previews')
export class TextPreviewsController {
  constructor(private readonly content: Content) {}

  /** How a text would be shown, and what is wrong with it. Nothing is kept. */
  @Post()
  @HttpCode(200)
  @May('edit', Course)
  @SerializeOptions({ type: PreviewView, strategy: 'excludeAll' })
  preview(@Body() { body }: PreviewInput): PreviewView {
    return this.content.preview(body);
  }
}

function tagged(response: Response, view: CourseView): CourseView {
  response.setHeader('ETag', `"${view.rowVersion}"`);
  return view;
}
