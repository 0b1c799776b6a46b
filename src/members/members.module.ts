import { Global, Module } from '@nestjs/common';
import { Audiences } from './audiences.js';
import { AddresseesController, AudiencesController, PartiesController } from './members.controller.js';
import { Parties } from './parties.js';
import { Register } from './register.js';

@Global()
@Module({ controllers: [PartiesController, AddresseesController, AudiencesController], providers: [Parties, Audiences, Register], exports: [Parties, Audiences, Register] })
export class MembersModule {}
