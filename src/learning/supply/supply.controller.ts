import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../../kernel/http/index.js';
import { TrainingActivity } from './activity.entity.js';
import { TrainingNeed } from './need.entity.js';
import { ActivityInput, ActivityList, ActivityView, NeedInput, NeedList, NeedView } from './supply.dto.js';
import { Supply } from './supply.js';

@Controller('training-needs')
@SerializeOptions({ type: NeedView, strategy: 'excludeAll' })
export class TrainingNeedsController {
  constructor(private readonly supply: Supply) {}

  /** What parties are in want of, and whether anything to come could meet it. */
  @Get()
  @May('read', TrainingNeed)
  @SerializeOptions({ type: NeedList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<NeedList> {
    return this.supply.needs(actor);
  }

  /** States a need of your party; all members read it. */
  @Post()
  @May('create', TrainingNeed)
  ask(@CurrentActor() actor: Actor, @Body() input: NeedInput): Promise<NeedView> {
    return this.supply.ask(actor, input);
  }

  @Put(':id/closing')
  @May('close', TrainingNeed)
  close(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NeedView> {
    return this.supply.close(actor, id);
  }
}

@Controller('training-activities')
@SerializeOptions({ type: ActivityView, strategy: 'excludeAll' })
export class TrainingActivitiesController {
  constructor(private readonly supply: Supply) {}

  /** Training to come, of your own party and of others, with what would be held twice. */
  @Get()
  @May('read', TrainingActivity)
  @SerializeOptions({ type: ActivityList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<ActivityList> {
    return this.supply.activities(actor);
  }

  /** Announces training of your party; the answer names what it would be held beside. */
  @Post()
  @May('create', TrainingActivity)
  announce(@CurrentActor() actor: Actor, @Body() input: ActivityInput): Promise<ActivityView> {
    return this.supply.announce(actor, input);
  }

  @Put(':id/plan')
  @May('edit', TrainingActivity)
  edit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: ActivityInput): Promise<ActivityView> {
    return this.supply.edit(actor, id, seen, input);
  }

  @Put(':id/cancellation')
  @May('cancel', TrainingActivity)
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ActivityView> {
    return this.supply.cancel(actor, id);
  }
}
