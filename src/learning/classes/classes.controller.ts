import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../../kernel/http/index.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Attendance } from './attendance.js';
import { CohortClass } from './class.entity.js';
import { AttendanceInput, AttendanceView, ClassInput, ClassList, ClassView } from './classes.dto.js';
import { Classes } from './classes.js';

@Controller('cohorts/:id/classes')
export class CohortClassesController {
  constructor(private readonly classes: Classes) {}

  /** Its hours, for whoever teaches, runs or attends it; for a trainee with how long they were there. */
  @Get()
  @May('read', Cohort)
  @SerializeOptions({ type: ClassList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ClassList> {
    return this.classes.ofCohort(actor, id);
  }

  @Post()
  @May('teach', Cohort)
  @SerializeOptions({ type: ClassView, strategy: 'excludeAll' })
  plan(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ClassInput): Promise<ClassView> {
    return this.classes.plan(actor, id, input);
  }
}

@Controller('classes/:id')
@SerializeOptions({ type: ClassView, strategy: 'excludeAll' })
export class ClassesController {
  constructor(
    private readonly classes: Classes,
    private readonly attendance: Attendance,
  ) {}

  /** Its hours and its place, until attendance was noted. */
  @Put('plan')
  @May('plan', CohortClass)
  edit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: ClassInput): Promise<ClassView> {
    return this.classes.edit(actor, id, seen, input);
  }

  @Put('cancellation')
  @May('plan', CohortClass)
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ClassView> {
    return this.classes.cancel(actor, id);
  }

  /** Who takes part, how long each was there, and all corrections. Recorded. */
  @Get('attendance')
  @May('note', CohortClass)
  @SerializeOptions({ type: AttendanceView, strategy: 'excludeAll' })
  sheet(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AttendanceView> {
    return this.attendance.sheet(actor, id);
  }

  /** Notes who was there how long; everybody at once, too. What is noted stays, and a correction says why. */
  @Put('attendance')
  @May('note', CohortClass)
  @SerializeOptions({ type: AttendanceView, strategy: 'excludeAll' })
  note(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AttendanceInput): Promise<AttendanceView> {
    return this.attendance.note(actor, id, input);
  }
}
