import { Fence0001 } from './0001-fence.js';
import { Members0002 } from './0002-members.js';
import { Identity0003 } from './0003-identity.js';
import { Events0004 } from './0004-events.js';
import { Documents0005 } from './0005-documents.js';
import { DocumentSearch0006 } from './0006-document-search.js';
import { ReleaseRequests0007 } from './0007-release-requests.js';
import { Jobs0008 } from './0008-jobs.js';
import { Notices0009 } from './0009-notices.js';
import { StrongSignIn0010 } from './0010-strong-sign-in.js';
import { Guarding0011 } from './0011-guarding.js';
import { People0012 } from './0012-people.js';
import { FocalPoints0013 } from './0013-focal-points.js';
import { Membership0014 } from './0014-membership.js';
import { Federation0015 } from './0015-federation.js';
import { Letters0016 } from './0016-letters.js';
import { ApiTokens0018 } from './0018-api-tokens.js';
import { PeopleAndTokens0019 } from './0019-people-and-tokens.js';
import { MandateLetters0020 } from './0020-mandate-letters.js';
import { ForgottenContacts0021 } from './0021-forgotten-contacts.js';
import { StandingOfTheDay0022 } from './0022-standing-of-the-day.js';
import { PeopleLetters0024 } from './0024-people-letters.js';
import { LettersOfParties0025 } from './0025-letters-of-parties.js';
import { SpeakingFocalPoints0026 } from './0026-speaking-focal-points.js';
import { WhoIsMissing0027 } from './0027-who-is-missing.js';
import { SealedFiles0028 } from './0028-sealed-files.js';
import { Previews0030 } from './0030-previews.js';
import { Uploads0031 } from './0031-uploads.js';
import { Inspection0029 } from './0029-inspection.js';
import { Retention0032 } from './0032-retention.js';
import { Keys0033 } from './0033-keys.js';
import { Operations0034 } from './0034-operations.js';
import { SafeMode0035 } from './0035-safe-mode.js';
import { Learning0036 } from './0036-learning.js';
import { Assessment0038 } from './0038-assessment.js';
import { Certificates0042 } from './0042-certificates.js';
import { Cohorts0043 } from './0043-cohorts.js';
import { TrainingCounts0046 } from './0046-training-counts.js';
import { TrainingLetters0047 } from './0047-training-letters.js';
import { Packages0040 } from './0040-packages.js';
import { WatermarkLookUps0050 } from './0050-watermark-look-ups.js';
import { TakingsAtOnce0051 } from './0051-takings-at-once.js';
import { FailedTraining0052 } from './0052-failed-training.js';
import { AssessorsMarks0053 } from './0053-assessors-marks.js';
import { Offline0056 } from './0056-offline.js';
import { TrainingMaterials0058 } from './0058-training-materials.js';
import { TitlesInLanguages0059 } from './0059-titles-in-languages.js';
import { PackagesScannedAgain0060 } from './0060-packages-scanned-again.js';
import { PackagePreviews0061 } from './0061-package-previews.js';
import { Classes0062 } from './0062-classes.js';
import { TrainingSupply0063 } from './0063-training-supply.js';
import { SealedCourses0064 } from './0064-sealed-courses.js';
import { Recordings0065 } from './0065-recordings.js';
import { PackagesInParts0066 } from './0066-packages-in-parts.js';
import { DraftsOfMarks0067 } from './0067-drafts-of-marks.js';
import { ForgottenPeople0070 } from './0070-forgotten-people.js';
import { GatheredLetters0077 } from './0077-gathered-letters.js';
import { ObjectivesOfCourses0078 } from './0078-objectives-of-courses.js';

/** Every change of the schema, in order. The names end in thirteen digits because TypeORM reads its order from them. */
export const migrations = [
  Fence0001, Members0002, Identity0003, Events0004, Documents0005, DocumentSearch0006, ReleaseRequests0007, Jobs0008, Notices0009, StrongSignIn0010, Guarding0011, People0012,
  FocalPoints0013, Membership0014, Federation0015, Letters0016, ApiTokens0018, PeopleAndTokens0019, MandateLetters0020, ForgottenContacts0021, StandingOfTheDay0022, PeopleLetters0024,
  LettersOfParties0025, SpeakingFocalPoints0026, WhoIsMissing0027, SealedFiles0028, Inspection0029, Previews0030, Uploads0031, Retention0032, Keys0033, Operations0034, SafeMode0035,
  Learning0036, Assessment0038, Packages0040, Certificates0042, Cohorts0043, TrainingCounts0046, TrainingLetters0047, WatermarkLookUps0050, TakingsAtOnce0051, FailedTraining0052,
  AssessorsMarks0053, Offline0056, TrainingMaterials0058, TitlesInLanguages0059, PackagesScannedAgain0060, PackagePreviews0061, Classes0062, TrainingSupply0063, SealedCourses0064,
  Recordings0065, PackagesInParts0066, DraftsOfMarks0067, ForgottenPeople0070, GatheredLetters0077, ObjectivesOfCourses0078,
];
