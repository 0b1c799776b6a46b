import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { On } from '../../../kernel/events/index.js';
import { Joining, Uploads, type Destination, type Finish, type Opened, type Upload } from '../../../kernel/uploads/index.js';
import { Quotas } from '../../../members/index.js';
import { mostBytes, Packages } from '../packages.js';

/** Files sent to a course become packages it may run. */
@Injectable()
export class PackageFiles implements Destination {
  readonly kind = 'package';
  readonly of = 'course';
  readonly path = 'package-uploads';
  readonly maxBytes = mostBytes;

  constructor(
    private readonly packages: Packages,
    private readonly quotas: Quotas,
    private readonly joining: Joining,
    uploads: Uploads,
  ) {
    uploads.to(this);
  }

  async open(actor: Actor, courseId: string): Promise<Opened> {
    const { originator } = await this.packages.coming(actor, courseId);
    return { subject: { type: 'course', id: courseId, originator } };
  }

  expectRoom(party: string, bytes: number): Promise<void> {
    return this.quotas.expectRoom(party, bytes);
  }

  requireRoom(party: string, bytes: number): Promise<void> {
    return this.quotas.requireRoom(party, bytes);
  }

  take(actor: Actor, { target, wish }: Upload, whole: AsyncIterable<Buffer>, finish: Finish): Promise<void> {
    return this.packages.take(actor, { courseId: target ?? '', strict: wish.strict === true }, whole, finish);
  }

  @On('course.discarded')
  gone(): Promise<void> {
    return this.joining.sweep();
  }
}
