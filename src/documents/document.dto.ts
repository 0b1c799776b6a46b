import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsObject, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { Raw } from '../kernel/http/index.js';
import { Marked, MarkingShape, type Tlp } from '../kernel/marking/index.js';
import type { Scan } from '../kernel/scanner/index.js';
import type { Unreadable } from '../kernel/sealed-texts/index.js';
import { documentKinds, languages, subjects, type DocumentKind, type Subject } from './document-kinds.js';
import type { DocumentState } from './document.entity.js';

const partyCode = /^[A-Z][A-Z0-9-]{0,19}$/;

/** What a draft is begun with. Everything is private to the originator until it is released. */
export class DraftInput {
  @IsString() @Length(1, 300) title!: string;
  @IsIn(documentKinds) kind!: DocumentKind;
  /** BCP 47; the language it is described in. */
  @IsIn(languages) language!: string;
  @IsOptional() @IsString() @MaxLength(5000) abstract?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsIn(subjects, { each: true }) subjects?: Subject[];
  @IsOptional() @IsArray() @ArrayMaxSize(80) @ArrayUnique() @Matches(partyCode, { each: true }) partiesConcerned?: string[];
  /** By kind: grading, routes, period… */
  @IsOptional() @IsObject() details?: Record<string, unknown>;
}

/** Changes to a description; what is left out stays. */
export class DescriptionInput {
  @IsOptional() @IsString() @Length(1, 300) title?: string;
  @IsOptional() @IsIn(documentKinds) kind?: DocumentKind;
  @IsOptional() @IsIn(languages) language?: string;
  @IsOptional() @IsString() @MaxLength(5000) abstract?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsIn(subjects, { each: true }) subjects?: Subject[];
  @IsOptional() @IsArray() @ArrayMaxSize(80) @ArrayUnique() @Matches(partyCode, { each: true }) partiesConcerned?: string[];
  @IsOptional() @IsObject() details?: Record<string, unknown>;
  @IsOptional() @IsBoolean() personalData?: boolean;
  /** A contributor asks the document officers to release it. */
  @IsOptional() @IsBoolean() awaitingRelease?: boolean;
  /** Kept with the draft; takes effect only by a release. */
  @IsOptional() @Marked() proposedMarking?: MarkingShape;
}

export class RejectionView {
  /** Of a fixed list, for programs and translations: 'infected', 'archive-encrypted', 'macros'… */
  @Expose() code!: string;
  /** Why it was not taken, and what to do. */
  @Expose() message!: string;
  /** The part of an archive it is about. */
  @Expose() part?: string;
}

/** What leaves in place of a picture as it came: the same without place, camera and persons. */
export class DeliveredView {
  @Expose() bytes!: number;
  @Expose() sha256!: string;
}

export class VersionView {
  @Expose() number!: number;
  @Expose() language!: string;
  @Expose() fileName!: string;
  @Expose() mediaType!: string;
  /** Octets. */
  @Expose() bytes!: number;
  @Expose() sha256!: string;
  /** 'pending': in quarantine. 'rejected': not taken, see why. 'infected': withdrawn after it was taken. */
  @Expose() scan!: Scan;
  @Expose() @Type(() => RejectionView) rejection!: RejectionView | null;
  /** It does things by itself when it is opened, as some PDFs do; it is never shown here, only given to keep. */
  @Expose() active!: boolean;
  /** What a download brings, where that is not what was sent. */
  @Expose() @Type(() => DeliveredView) delivered!: DeliveredView | null;
  @Expose() scannedAt!: string | null;
  @Expose() released!: boolean;
  @Expose() uploadedAt!: string;
  @Expose() note!: string;
}

export class StageView {
  @Expose() id!: string;
  @Expose() at!: string;
  @Expose() @Type(() => MarkingShape) marking!: MarkingShape;
  @Expose() state!: 'pending' | 'applied' | 'cancelled' | 'paused';
}

export class AuthorView {
  @Expose() id!: string;
  @Expose() name!: string;
}

/** The file a list row offers: the newest released one, in the reader's reach. */
export class FileView {
  @Expose() number!: number;
  @Expose() language!: string;
  @Expose() fileName!: string;
  @Expose() mediaType!: string;
  @Expose() bytes!: number;
}

export class SnippetPart {
  @Expose() text!: string;
  /** Whether this part is one of the words searched for. */
  @Expose() hit!: boolean;
}

/** A document in a list: no content, and of the marking only what a reader may know. */
export class DocumentRow {
  @Expose() id!: string;
  @Expose() symbol!: string;
  /** Its symbol where nobody can read it any more. */
  @Expose() title!: string;
  /** Why nobody can: the key of its originator was destroyed, or what is stored is damaged. */
  @Expose() unreadable!: Unreadable | null;
  @Expose() kind!: DocumentKind;
  @Expose() originator!: string;
  @Expose() state!: DocumentState;
  @Expose() tlp!: Tlp;
  @Expose() releasableTo!: string[];
  @Expose() handlingCaveats!: string[];
  @Expose() language!: string;
  @Expose() languages!: string[];
  @Expose() subjects!: string[];
  @Expose() releasedAt!: string | null;
  @Expose() expiresAt!: string | null;
  @Expose() awaitingRelease!: boolean;
  /** Of a draft whose release is set for a moment to come. */
  @Expose() embargoUntil!: string | null;
  @Expose() @Type(() => FileView) file!: FileView | null;
  @Expose() @Type(() => SnippetPart) snippet!: SnippetPart[] | null;
  /** Why it is yours to see: the clause of the policy that decided. */
  @Expose() because!: string;
  /** The verbs you have on it. */
  @Expose() allows!: string[];
}

/** A document opened. `marking` is whole for the originator; other readers see label, releasability and caveats. */
export class DocumentView extends DocumentRow {
  @Expose() abstract!: string;
  @Raw() details!: Record<string, unknown>;
  @Expose() partiesConcerned!: string[];
  @Expose() personalData!: boolean;
  @Expose() @Type(() => MarkingShape) marking!: MarkingShape;
  @Expose() @Type(() => MarkingShape) proposedMarking!: MarkingShape | null;
  /** Names of audiences the marking mentions, by id; those the reader may know. */
  @Raw() audienceNames!: Record<string, string>;
  @Expose() @Type(() => StageView) stages!: StageView[];
  @Expose() @Type(() => VersionView) versions!: VersionView[];
  @Expose() createdAt!: string;
  @Expose() @Type(() => AuthorView) createdBy!: AuthorView | null;
  /** Whose duty the draft became when its author handed over; told to the originator. */
  @Expose() @Type(() => AuthorView) keeper!: AuthorView | null;
  @Expose() rowVersion!: number;
}

