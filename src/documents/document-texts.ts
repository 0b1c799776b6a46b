import { Injectable } from '@nestjs/common';
import { SealedTexts } from '../kernel/sealed-texts/index.js';
import { segment } from '../kernel/text/index.js';
import type { Document } from './document.entity.js';
import type { Rejection } from '../kernel/inspection/index.js';
import type { DocumentVersion, KeptRejection } from './document-version.entity.js';

type Texts = Pick<Document, 'title' | 'abstract' | 'details'>;
type FileTexts = Pick<DocumentVersion, 'fileName' | 'note'>;
type Kept = Texts & Pick<Document, 'sealed' | 'wordsTitle' | 'wordsAbstract'>;

/** What the columns say of what lies sealed. */
const nothing = { title: 'sealed', abstract: '', details: {}, wordsTitle: '', wordsAbstract: '' };

/**
 * Which texts of a document lie sealed in the database (decision 0035): names and notes of files always; title, abstract and details while it
 * is a draft or TLP:RED. They are opened where a row is read, and sealed or laid open where it is saved.
 */
@Injectable()
export class DocumentTexts {
  constructor(private readonly texts: SealedTexts) {}

  /** Puts the texts back into the columns they were taken from. What nobody can open goes by its symbol. */
  async open<T extends Pick<Document, 'id' | 'symbol' | 'sealed' | 'unreadable' | keyof Texts>>(document: T): Promise<T> {
    if (!document.sealed) return document;
    const { texts, unreadable } = await this.texts.open<Texts>(placeOf(document.id), document.sealed);
    return Object.assign(document, texts ?? { title: document.symbol, abstract: '', details: {} }, { unreadable });
  }

  /** The columns as they are to lie in the database. @throws Problem 410, 503 */
  async kept(document: Document): Promise<Partial<Kept>> {
    const { id, originator, title, abstract, details, language } = document;
    if (document.unreadable) return nothing;
    if (document.isConfidential) return { ...nothing, sealed: await this.texts.seal(originator, placeOf(id), { title, abstract, details }) };
    return { title, abstract, details, sealed: null, wordsTitle: segment(title, language), wordsAbstract: segment(abstract, language) };
  }

  async openFile<T extends Pick<DocumentVersion, 'number' | 'sealed' | keyof FileTexts> & { rejection?: KeptRejection | null }>(id: string, version: T): Promise<T> {
    if (!version.sealed) return version;
    if (version.rejection?.sealed) version.rejection.part = (await this.texts.open<{ part: string }>(`${placeOf(id, version.number)}/part`, Buffer.from(version.rejection.sealed, 'base64'))).texts?.part;
    const { texts } = await this.texts.open<FileTexts>(placeOf(id, version.number), version.sealed);
    return Object.assign(version, texts ?? { fileName: `version-${version.number}`, note: '' });
  }

  /** The name of a part of an archive is as confidential as that of the file. @throws Problem 410, 503 */
  async keptRejection(originator: string, { documentId, number }: DocumentVersion, rejection: Rejection | null): Promise<KeptRejection | null> {
    if (!rejection?.part) return rejection;
    const { part, ...why } = rejection;
    return { ...why, sealed: (await this.texts.seal(originator, `${placeOf(documentId, number)}/part`, { part })).toString('base64') };
  }

  /** The columns as they are to lie in the database. @throws Problem 410, 503 */
  async keptFile(originator: string, { documentId, number, fileName, note }: DocumentVersion): Promise<Pick<DocumentVersion, 'sealed' | keyof FileTexts>> {
    return { fileName: 'sealed', note: '', sealed: await this.texts.seal(originator, placeOf(documentId, number), { fileName, note }) };
  }
}

const placeOf = (id: string, number?: number) => (number === undefined ? `document/${id}` : `document/${id}/${number}`);
