import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../documents/index.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { MaterialsController } from './materials.controller.js';
import { Materials } from './materials.js';

/** The training-materials library: documents that go with a course. */
@Module({ imports: [CatalogueModule, DocumentsModule], controllers: [MaterialsController], providers: [Materials] })
export class MaterialsModule {}
