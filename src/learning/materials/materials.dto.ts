import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { HandlingCaveat, Tlp } from '../../kernel/marking/index.js';
import { audiences, type ForWhom } from './material.entity.js';

export class MaterialInput {
  /** A released document of your own party. */
  @IsUUID() documentId!: string;
  /** 'trainers': released to the trainers of the course alone. */
  @IsIn(audiences) forWhom!: ForWhom;
  /** The code of the lesson it goes with; left out, the course as a whole. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9.-]{0,39}$/) lesson?: string;
}

export class MaterialFileView {
  /** Of the version: '/documents/:id/versions/:number/file'. */
  @Expose() number!: number;
  @Expose() language!: string;
  @Expose() fileName!: string;
  @Expose() mediaType!: string;
  /** Octets. */
  @Expose() bytes!: number;
}

export class MaterialDocumentView {
  @Expose() id!: string;
  @Expose() symbol!: string;
  @Expose() title!: string;
  @Expose() tlp!: Tlp;
  @Expose() handlingCaveats!: HandlingCaveat[];
  /** Recalled or expired documents are shown to their originator alone. */
  @Expose() state!: string;
  @Expose() @Type(() => MaterialFileView) files!: MaterialFileView[];
  /** Your verbs on the document: without 'download' it is read on the screen. */
  @Expose() allows!: string[];
}

export class MaterialView {
  @Expose() id!: string;
  @Expose() forWhom!: ForWhom;
  @Expose() lesson!: string | null;
  @Expose() @Type(() => MaterialDocumentView) document!: MaterialDocumentView;
  /** Parties that may read the document and not the course, since its marking was changed; for its authors. */
  @Expose() beyond!: string[];
  @Expose() because!: string;
  @Expose() allows!: string[];
}

export class MaterialList {
  @Expose() @Type(() => MaterialView) items!: MaterialView[];
  /** Whether you may add to them. */
  @Expose() mayAttach!: boolean;
  /** The audience a document for trainers is released to; for its authors and officers. */
  @Expose() trainersCircle!: string | null;
}
