import type { DemoDocument } from '../demo-document.js';
import { alerts } from './alerts.js';
import { analyses } from './analyses.js';
import { countryProfiles } from './country-profiles.js';
import { intelligenceReports } from './intelligence-reports.js';
import { meetingPapers } from './meeting-papers.js';
import { policyGuides } from './policy-guides.js';
import { statisticsPapers } from './statistics-papers.js';
import { trainingMaterials } from './training-materials.js';

/** Every document of the demonstration. Oldest releases first, so that the lists look as they would after years. */
export const demoDocuments: readonly DemoDocument[] = [
  ...alerts, ...analyses, ...countryProfiles, ...intelligenceReports, ...meetingPapers, ...policyGuides, ...statisticsPapers, ...trainingMaterials,
].sort((a, b) => (b.releasedDaysAgo ?? -1) - (a.releasedDaysAgo ?? -1));

export type { DemoDocument } from '../demo-document.js';
