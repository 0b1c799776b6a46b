import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../kernel/config/index.js';
import { On } from '../kernel/events/index.js';
import { Mail } from '../kernel/mail/index.js';

interface Addressee {
  email: string;
  name: string;
}

/** Mail about requests for release: to the originator's officers when one is made, to whoever asked when it is decided or asked about. */
@Injectable()
export class RequestNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @On('release-request.made')
  made(eventId: string): Promise<void> {
    return this.tell(eventId, 'A request for release is waiting', 'Somebody asked your country or organisation for a document. Read the request and answer it here:', '/requests?box=received');
  }

  @On('release-request.granted')
  granted(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your request was granted', 'The originator answered your request for release. What was granted, and until when, stands here:', '/requests?box=made');
  }

  @On('release-request.declined')
  declined(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your request was answered', 'The originator answered your request for release. The reason stands here:', '/requests?box=made');
  }

  @On('release-request.asked')
  asked(eventId: string): Promise<void> {
    return this.tell(eventId, 'A question about your request', 'The originator wants to know more before it decides on your request. The question stands here:', '/requests?box=made');
  }

  private async tell(eventId: string, subject: string, text: string, path: string): Promise<void> {
    const people = (await this.dataSource.query('SELECT email, name FROM app.request_addressees($1)', [eventId])) as Addressee[];
    for (const { email, name } of people) {
      await this.mail.send({ to: email, subject: `Focalpoint: ${subject}`, text: `${name},\n\n${text}\n${this.settings.publicUrl}${path}\n\nThis message says nothing of the document itself. Please do not answer it.\n` });
    }
  }
}
