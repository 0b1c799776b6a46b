import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { TrainingActivitiesController, TrainingNeedsController } from './supply.controller.js';
import { Supply } from './supply.js';

@Module({ imports: [CatalogueModule], controllers: [TrainingNeedsController, TrainingActivitiesController], providers: [Supply], exports: [Supply] })
export class SupplyModule {}
