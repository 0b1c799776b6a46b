/**
 * What is exchanged: documents with their versions, marking, release and recall, the library over them, and requests for wider release.
 * It does not know who is told of it (notifications), nor what a meeting or a course makes of a document.
 */
export { Document } from './document.entity.js';
export type { DocumentKind, Subject } from './document-kinds.js';
export { documentPolicy } from './document.policy.js';
export { DocumentService } from './document.service.js';
export { DocumentVersion } from './document-version.entity.js';
export { MarkingSeal } from './marking-seal.js';
export { DocumentsModule } from './documents.module.js';
export { ReleaseRequest } from './requests/release-request.entity.js';
export { releaseRequestPolicy } from './requests/release-request.policy.js';
export { ReleaseService } from './release/release.service.js';
export { Shelf, type Shelved } from './shelf.js';
export { ReleaseStage } from './release-stage.entity.js';
export { UploadService } from './exchange/upload.service.js';
export { RetentionRequest } from './retention/retention-request.entity.js';
export { retentionRequestPolicy } from './retention/retention-request.policy.js';
export { RetentionRequests } from './retention/retention-requests.js';
export { Rules } from './retention/schedule/rules.js';
export type { RuleInput } from './retention/schedule/rules.dto.js';
export { RetentionRule } from './retention/schedule/retention-rule.entity.js';
export { retentionRulePolicy } from './retention/schedule/retention-rule.policy.js';
export { Tombstone } from './retention/tombstone.entity.js';
export { tombstonePolicy } from './retention/tombstone.policy.js';
