import { Module } from '@nestjs/common';
import { MembersModule } from '../../members/index.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { ContentFiles } from './content-files.js';
import { ContentSite } from './content-site.js';
import { GlobalObjectives } from './global-objectives.js';
import { LaunchesController } from './launches.controller.js';
import { Launches } from './launches.js';
import { PackagesController } from './packages.controller.js';
import { Packages } from './packages.js';
import { Previews } from './previews.js';
import { Reached } from './reached.js';
import { PackageRescan } from './rescan.js';
import { RunTime } from './run-time.js';
import { PackageFiles } from './uploads/package-files.js';
import { PackageUploadsController } from './uploads/package-uploads.controller.js';

/** Courses made elsewhere: imported, served from an origin of their own, run and recorded. */
@Module({ imports: [EnrolmentModule, MembersModule], controllers: [PackagesController, PackageUploadsController, LaunchesController], providers: [Packages, PackageFiles, PackageRescan, Launches, Previews, RunTime, GlobalObjectives, Reached, ContentFiles, ContentSite], exports: [ContentSite] })
export class PackagesModule {}
