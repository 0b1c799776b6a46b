import { Global, Module } from '@nestjs/common';
import { Joining } from './joining.js';
import { Reception } from './reception.js';
import { Uploads } from './uploads.js';

@Global()
@Module({ providers: [Uploads, Joining, Reception], exports: [Uploads, Joining, Reception] })
export class UploadsModule {}
