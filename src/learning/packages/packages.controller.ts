import { Controller, Get, Param, ParseUUIDPipe, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { CoursePackage } from './package.entity.js';
import { LaunchView, PackageList, PackageView, PlacedLessonView } from './packages.dto.js';
import { Previews } from './previews.js';
import { Packages } from './packages.js';

@Controller()
@SerializeOptions({ type: PackageView, strategy: 'excludeAll' })
export class PackagesController {
  constructor(
    private readonly packages: Packages,
    private readonly previews: Previews,
  ) {}

  @Get('courses/:id/packages')
  @May('read', CoursePackage)
  @SerializeOptions({ type: PackageList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PackageList> {
    return this.packages.list(actor, id);
  }

  @Get('packages/:id/report')
  @May('read', CoursePackage)
  report(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PackageView> {
    return this.packages.report(actor, id);
  }

  /** Opens it for whoever writes or publishes its course: nothing of it is recorded for any learner, and it begins with nothing. */
  @Post('packages/:id/previews')
  @May('preview', CoursePackage)
  @SerializeOptions({ type: LaunchView, strategy: 'excludeAll' })
  preview(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LaunchView> {
    return this.previews.launch(actor, id);
  }

  /** Adds a lesson that runs it to the course's draft. */
  @Post('packages/:id/lessons')
  @May('place', CoursePackage)
  @SerializeOptions({ type: PlacedLessonView, strategy: 'excludeAll' })
  place(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PlacedLessonView> {
    return this.packages.place(actor, id);
  }
}
