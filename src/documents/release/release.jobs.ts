import { Injectable } from '@nestjs/common';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import { ReleaseService } from './release.service.js';

/** Time passes here: stages of release and expiry. */
@Injectable()
export class ReleaseJobs {
  constructor(private readonly releases: ReleaseService) {}

  @Handles('release-stage')
  stage(payload: Payload): Promise<void> {
    return this.releases.stageDue(String(payload.party), String(payload.id), String(payload.stage));
  }

  @Handles('expire-document')
  expire(payload: Payload): Promise<void> {
    return this.releases.expire(String(payload.party), String(payload.id));
  }
}
