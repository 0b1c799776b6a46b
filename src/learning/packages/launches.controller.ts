import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Launches } from './launches.js';
import { LaunchInput, LaunchView, PackageRunView, RunningQuery } from './packages.dto.js';

@Controller('enrolments/:id')
export class LaunchesController {
  constructor(private readonly launches: Launches) {}

  /** Opens a package. One that runs elsewhere is superseded: ask `package-run` first whether there is one. */
  @Post('launches')
  @May('study', Enrolment)
  @SerializeOptions({ type: LaunchView, strategy: 'excludeAll' })
  launch(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: LaunchInput): Promise<LaunchView> {
    return this.launches.launch(actor, id, input?.lessonId);
  }

  /** How far its trainee is in each unit of a package, and whether it runs somewhere now. */
  @Get('package-run')
  @May('read', Enrolment)
  @SerializeOptions({ type: PackageRunView, strategy: 'excludeAll' })
  run(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: RunningQuery): Promise<PackageRunView> {
    return this.launches.run(actor, id, query.lessonId);
  }
}
