import { Module } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentTexts } from './document-texts.js';
import { DocumentService } from './document.service.js';
import { Brake } from './exchange/brake.js';
import { DownloadService } from './exchange/download.service.js';
import { ExchangeController } from './exchange/exchange.controller.js';
import { InspectionController } from './exchange/inspection.controller.js';
import { InspectionJobs } from './exchange/inspection.jobs.js';
import { UploadService } from './exchange/upload.service.js';
import { VersionWords } from './exchange/version-words.js';
import { ExplanationController } from './explanation/explanation.controller.js';
import { Explanations } from './explanation/explanations.js';
import { VocabularyController } from './explanation/vocabulary.controller.js';
import { HandedOver } from './handed-over.js';
import { Exports } from './library/exports.js';
import { Facets } from './library/facets.js';
import { Library } from './library/library.js';
import { LibraryController } from './library/library.controller.js';
import { SavedSearches } from './library/saved-searches.js';
import { SavedSearchesController } from './library/saved-searches.controller.js';
import { Bundles } from './bundle/bundles.js';
import { BundlesController } from './bundle/bundles.controller.js';
import { EarlierTexts } from './earlier-texts.js';
import { LostTexts } from './lost-texts.js';
import { MarkingSeal } from './marking-seal.js';
import { Copies } from './preview/copies.js';
import { Openings } from './preview/openings.js';
import { PreviewController } from './preview/preview.controller.js';
import { Previews } from './preview/previews.js';
import { Renditions } from './preview/renditions.js';
import { Watermarks } from './preview/watermarks.js';
import { WatermarksController } from './preview/watermarks.controller.js';
import { Portrait } from './portrait.js';
import { Shelf } from './shelf.js';
import { RecordController } from './record/record.controller.js';
import { RecordOfDocument } from './record/record.js';
import { About } from './retention/about.js';
import { Certificates } from './retention/certificates.js';
import { Disposals } from './retention/disposals.js';
import { Holds } from './retention/holds.js';
import { DocumentRetentionController, RetentionController } from './retention/retention.controller.js';
import { Retention } from './retention/retention.js';
import { RetentionRequests } from './retention/retention-requests.js';
import { RetentionJobs } from './retention/schedule/retention.jobs.js';
import { Rules } from './retention/schedule/rules.js';
import { RulesController } from './retention/schedule/rules.controller.js';
import { Schedule } from './retention/schedule/schedule.js';
import { Tombstones } from './retention/tombstones.js';
import { TombstonesController } from './retention/tombstones.controller.js';
import { AudienceService } from './release/audience.js';
import { Rehearsals } from './release/rehearsal.js';
import { ReleaseController } from './release/release.controller.js';
import { ReleaseJobs } from './release/release.jobs.js';
import { ReleaseService } from './release/release.service.js';
import { Grants } from './requests/grants.js';
import { DocumentRequestsController, RequestsController } from './requests/requests.controller.js';
import { Requests } from './requests/requests.js';
import { DocumentFiles } from './uploads/document-files.js';
import { UploadsController } from './uploads/uploads.controller.js';

@Module({
  // The library's fixed paths stand before the document's own, whose id would take them.
  controllers: [
    BundlesController, LibraryController, SavedSearchesController, ReleaseController, ExchangeController, InspectionController, UploadsController, PreviewController, WatermarksController, RecordController, RequestsController, DocumentRequestsController,
    ExplanationController, VocabularyController, DocumentRetentionController, RetentionController, RulesController, TombstonesController, DocumentController,
  ],
  providers: [
    DocumentRepository, DocumentTexts, DocumentService, Portrait, Shelf, MarkingSeal, AudienceService, Rehearsals, ReleaseService, ReleaseJobs,
    UploadService, DocumentFiles, DownloadService, Brake, InspectionJobs, VersionWords, Openings, Watermarks, Renditions, Previews, Copies, Bundles, Library, Facets, Exports, SavedSearches, Requests, Grants, RecordOfDocument, Explanations, HandedOver, EarlierTexts, LostTexts,
    Certificates, Disposals, Holds, About, Retention, RetentionRequests, RetentionJobs, Rules, Schedule, Tombstones,
  ],
  exports: [MarkingSeal, DocumentService, Shelf, ReleaseService, UploadService, DocumentRepository, Holds, RetentionRequests, Rules],
})
export class DocumentsModule {}
