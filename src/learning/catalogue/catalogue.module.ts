import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../documents/index.js';
import { CourseAuthoringController, CourseVersionsController, LessonTextsController, TextPreviewsController } from './authoring/authoring.controllers.js';
import { Content } from './authoring/content.js';
import { Drafts } from './authoring/drafts.js';
import { Publishing } from './authoring/publishing.js';
import { Recordings } from './authoring/recordings.js';
import { Catalogue } from './catalogue.js';
import { CourseSeal } from './course-seal.js';
import { CoursesController } from './courses.controller.js';
import { Reach } from './reach.js';

@Module({
  imports: [DocumentsModule],
  controllers: [CoursesController, CourseAuthoringController, CourseVersionsController, LessonTextsController, TextPreviewsController],
  providers: [Catalogue, CourseSeal, Drafts, Content, Recordings, Publishing, Reach],
  exports: [Catalogue, CourseSeal, Reach],
})
export class CatalogueModule {}
