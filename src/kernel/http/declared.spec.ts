import 'reflect-metadata';
import { Body, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { IsString } from 'class-validator';
import { Declared } from './declared.js';
import { May, Open } from './route.js';

class Thing {}
class ThingInput {
  @IsString() name!: string;
}
class Unvalidated {
  name!: string;
}

@Controller('bare')
class Bare {
  @Get() show(): string { return 'anything'; }
}
@Controller('loose')
class Loose {
  @Post() @May('create', Thing) make(@Body() input: Unvalidated): string { return input.name; }
}
@Controller('good')
class Good {
  @Post() @May('create', Thing) make(@Body() input: ThingInput): string { return input.name; }
  @Get('open') @Open('it says nothing') open(): string { return ''; }
}

async function started(controller: Type): Promise<Declared> {
  class Room {}
  Module({ imports: [DiscoveryModule], controllers: [controller], providers: [Declared] })(Room);
  const app = await NestFactory.createApplicationContext(Room, { logger: false, abortOnError: false });
  return app.get(Declared);
}

describe('SR-30 the start', () => {
  it('stops at a handler that declares no rule', () => expect(started(Bare)).rejects.toThrow('Bare.show declares neither @May nor @Open'));

  it('SR-104 stops at an argument that no class validates', () => expect(started(Loose)).rejects.toThrow('Loose.make: argument 0 is validated by no class'));

  it('goes on where every handler has both, and lists them', async () => {
    expect((await started(Good)).routes).toEqual([
      { method: 'POST', path: '/good', handler: 'Good.make', rule: 'may create Thing', stepUp: false },
      { method: 'GET', path: '/good/open', handler: 'Good.open', rule: 'open: it says nothing', stepUp: false },
    ]);
  });
});
