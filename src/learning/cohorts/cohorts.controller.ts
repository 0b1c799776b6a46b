import { Body, Controller, Delete, Get, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../../kernel/http/index.js';
import { Cohort } from './cohort.entity.js';
import { CancellationInput, CandidateList, CohortInput, CohortList, CohortPlanInput, CohortView, PostInput, QuotaInput, RosterView } from './cohorts.dto.js';
import { Cohorts } from './cohorts.js';

@Controller('courses/:id/cohorts')
export class CourseCohortsController {
  constructor(private readonly cohorts: Cohorts) {}

  /** When and where the course is held, with the seats of your party. */
  @Get()
  @May('read', Cohort)
  @SerializeOptions({ type: CohortList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CohortList> {
    return this.cohorts.ofCourse(actor, id);
  }

  /** Plans a cohort and names the centre that runs it. */
  @Post()
  @May('create', Cohort)
  @SerializeOptions({ type: CohortView, strategy: 'excludeAll' })
  plan(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: CohortInput): Promise<CohortView> {
    return this.cohorts.plan(actor, id, input);
  }
}

@Controller('cohorts')
@SerializeOptions({ type: CohortView, strategy: 'excludeAll' })
export class CohortsController {
  constructor(private readonly cohorts: Cohorts) {}

  /** The cohorts your own centre runs. */
  @Get()
  @May('allot', Cohort)
  @SerializeOptions({ type: CohortList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<CohortList> {
    return this.cohorts.ofCentre(actor);
  }

  @Get(':id')
  @May('read', Cohort)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CohortView> {
    return this.cohorts.open(actor, id);
  }

  /** Days, place, seats in all, and when unclaimed seats are released. */
  @Put(':id/plan')
  @May('edit', Cohort)
  edit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() plan: CohortPlanInput): Promise<CohortView> {
    return this.cohorts.edit(actor, id, seen, plan);
  }

  /** Takes nominations from now on. */
  @Put(':id/opening')
  @May('open', Cohort)
  opening(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CohortView> {
    return this.cohorts.become(actor, id, 'open');
  }

  /** Takes no new nominations; what waits is still decided. */
  @Put(':id/closing')
  @May('close', Cohort)
  closing(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CohortView> {
    return this.cohorts.become(actor, id, 'closed');
  }

  @Put(':id/cancellation')
  @May('cancel', Cohort)
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: CancellationInput): Promise<CohortView> {
    return this.cohorts.become(actor, id, 'cancelled', reason);
  }

  /** How many seats a party has for certain, and how many at most. */
  @Put(':id/quotas/:code')
  @May('allot', Cohort)
  allot(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('code') code: string, @Body() input: QuotaInput): Promise<CohortView> {
    return this.cohorts.allot(actor, id, code, input);
  }

  /** Who is in it: for its centre all, for its staff all, for a focal point those of their own party. Recorded. */
  @Get(':id/roster')
  @May('read', Cohort)
  @SerializeOptions({ type: RosterView, strategy: 'excludeAll' })
  roster(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RosterView> {
    return this.cohorts.roster(actor, id);
  }

  /** Officials of your centre whom you can appoint. */
  @Get(':id/candidates')
  @May('appoint', Cohort)
  @SerializeOptions({ type: CandidateList, strategy: 'excludeAll' })
  candidates(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CandidateList> {
    return this.cohorts.candidates(actor, id);
  }

  /** Has somebody of your centre teach or assess it. */
  @Put(':id/staff/:user')
  @May('appoint', Cohort)
  appoint(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('user', ParseUUIDPipe) user: string, @Body() { post }: PostInput): Promise<CohortView> {
    return this.cohorts.appoint(actor, id, user, post);
  }

  @Delete(':id/staff/:user')
  @May('appoint', Cohort)
  dismiss(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('user', ParseUUIDPipe) user: string): Promise<CohortView> {
    return this.cohorts.dismiss(actor, id, user);
  }
}
