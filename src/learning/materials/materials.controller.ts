import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Material } from './material.entity.js';
import { MaterialInput, MaterialList, MaterialView } from './materials.dto.js';
import { Materials } from './materials.js';

@Controller()
export class MaterialsController {
  constructor(private readonly materials: Materials) {}

  /** The documents that go with a course, as far as you may read them. */
  @Get('courses/:id/materials')
  @May('read', Material)
  @SerializeOptions({ type: MaterialList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MaterialList> {
    return this.materials.list(actor, id);
  }

  /** Adds a released document to a course; never one that reaches further than the course. */
  @Post('courses/:id/materials')
  @May('attach', Material)
  @SerializeOptions({ type: MaterialView, strategy: 'excludeAll' })
  attach(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: MaterialInput): Promise<MaterialView> {
    return this.materials.attach(actor, id, input);
  }

  /** Takes a document out of its course; the document stays as it is. */
  @Delete('materials/:id')
  @HttpCode(204)
  @May('detach', Material)
  detach(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.materials.detach(actor, id);
  }
}
