import { Controller, Get, Param, ParseUUIDPipe, Query, Res, SerializeOptions } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Catalogue } from './catalogue.js';
import { CourseList, CoursesQuery, CourseView } from './catalogue.dto.js';
import { Course } from './course.entity.js';

@Controller('courses')
@SerializeOptions({ type: CourseView, strategy: 'excludeAll' })
export class CoursesController {
  constructor(private readonly catalogue: Catalogue) {}

  /** The courses offered to you, or those your own party writes. */
  @Get()
  @May('read', Course)
  @SerializeOptions({ type: CourseList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: CoursesQuery): Promise<CourseList> {
    return this.catalogue.list(actor, query);
  }

  /** One course with its outline: what it teaches, for whom, and what it takes. */
  @Get(':id')
  @May('read', Course)
  async open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) response: Response): Promise<CourseView> {
    const view = await this.catalogue.open(actor, id);
    response.setHeader('ETag', `"${view.rowVersion}"`);
    return view;
  }
}
