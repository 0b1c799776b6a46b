import { Global, Module } from '@nestjs/common';
import { Accessions } from './accession/accessions.js';
import { AccessionsController } from './accession/accessions.controller.js';
import { Audiences } from './audiences.js';
import { AddresseesController, AudiencesController, PartiesController } from './members.controller.js';
import { KeyRequests } from './keys/key-requests.js';
import { KeysController } from './keys/keys.controller.js';
import { PartyKeys } from './keys/party-keys.js';
import { Rotations } from './keys/rotations.js';
import { Memberships } from './membership/memberships.js';
import { MembershipsController } from './membership/memberships.controller.js';
import { Names } from './names/names.js';
import { NamesController } from './names/names.controller.js';
import { NewParties } from './new-parties.js';
import { Parties } from './parties.js';
import { Register } from './register.js';
import { Standings } from './standing/standings.js';
import { StandingsController } from './standing/standings.controller.js';
import { Quotas } from './storage/quotas.js';
import { StorageController } from './storage/storage.controller.js';

@Global()
@Module({
  controllers: [PartiesController, AddresseesController, AudiencesController, MembershipsController, NamesController, AccessionsController, StandingsController, StorageController, KeysController],
  providers: [Parties, NewParties, Audiences, Register, Memberships, Names, Accessions, Standings, Quotas, PartyKeys, Rotations, KeyRequests],
  exports: [Parties, Audiences, Register, Quotas, PartyKeys, Rotations],
})
export class MembersModule {}
