import { Module } from '@nestjs/common';
import { Contacts } from './directory/contacts.js';
import { Directory } from './directory/directory.js';
import { DirectoryController, MailboxController } from './directory/directory.controller.js';
import { Mailboxes } from './directory/mailboxes.js';
import { Portrait } from './directory/portrait.js';
import { FocalPoints } from './focal-points.js';
import { Aftermath } from './mandates/aftermath.js';
import { MandatesController } from './mandates/mandates.controller.js';
import { Mandates } from './mandates/mandates.js';
import { Year } from './mandates/year.js';
import { Arrivals } from './nominations/arrivals.js';
import { Letters } from './nominations/letters.js';
import { NominationsController } from './nominations/nominations.controller.js';
import { Nominations } from './nominations/nominations.js';
import { NominationViews } from './nominations/nomination-views.js';

@Module({
  controllers: [DirectoryController, MandatesController, MailboxController, NominationsController],
  providers: [FocalPoints, Portrait, Contacts, Directory, Mailboxes, Nominations, NominationViews, Letters, Arrivals, Mandates, Aftermath, Year],
})
export class FocalPointsModule {}
