import type { DocumentKind, Subject } from '../documents/index.js';
import type { HandlingCaveat, Tlp } from '../kernel/marking/index.js';

export type FileType = 'pdf' | 'docx' | 'xlsx' | 'csv' | 'png' | 'txt';

/** One language of a document: paragraphs for a text, rows for a table. */
export interface DemoText {
  /** BCP 47. */
  language: string;
  file: FileType;
  title?: string;
  paragraphs: readonly string[];
  /** The first row is the head. */
  table?: readonly (readonly (string | number)[])[];
}

/** A document of the demonstration, invented. Names in a marking may be party codes, bodies, names of demo audiences, or e-mail addresses of its officials. */
export interface DemoDocument {
  /** E-mail address of the official who contributes it. */
  by: string;
  title: string;
  kind: DocumentKind;
  language: string;
  abstract: string;
  subjects: readonly Subject[];
  partiesConcerned?: readonly string[];
  details: Record<string, unknown>;
  texts: readonly DemoText[];
  /** None: it stays a draft. */
  marking?: {
    tlp: Tlp;
    releasableTo?: readonly string[];
    recipients?: readonly string[];
    withheldFrom?: readonly string[];
    handlingCaveats?: readonly HandlingCaveat[];
  };
  releasedDaysAgo?: number;
  expiresInDays?: number;
  embargoForDays?: number;
  /** Becomes TLP:GREEN after so many days. */
  widensInDays?: number;
  /** The reason of its recall. */
  recalled?: string;
}
