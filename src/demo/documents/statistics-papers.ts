import type { DemoDocument, FileType } from '../demo-document.js';

type Rows = readonly (readonly (string | number)[])[];
const paper = (by: string, title: string, periodFrom: string, periodTo: string, releasedDaysAgo: number, file: FileType, table: Rows, marking: DemoDocument['marking'], subjects: DemoDocument['subjects'] = ['smuggling_of_migrants']): DemoDocument => ({
  by, title, kind: 'statistics_paper', language: 'en', releasedDaysAgo, abstract: `Synthetic figures for ${periodFrom} to ${periodTo}, to show how a statistics paper reads.`,
  subjects, details: { periodFrom, periodTo, synthetic: true }, texts: [{ language: 'en', file, paragraphs: ['All figures are synthetic. A dash means that nothing was reported, never zero.'], table }], marking,
});

const routes: Rows = [['Route', 'Detections'], ['Sea', 240], ['Land', 512], ['Air', 88]];
const months: Rows = [['Month', 'Sea', 'Land', 'Air'], ['January', 12, 60, 9], ['February', 15, 55, 7], ['March', 22, 71, 8], ['April', 31, 64, 6], ['May', 28, 58, 9], ['June', 19, 62, 7]];

export const statisticsPapers: readonly DemoDocument[] = [
  paper('d.lee@secretariat.example.org', 'Detections by route, 2025 (synthetic)', '2025-01-01', '2025-12-31', 230, 'png', routes, { tlp: 'green' }),
  paper('d.lee@secretariat.example.org', 'Detections by month, first half of 2026 (synthetic)', '2026-01-01', '2026-06-30', 88, 'xlsx', months, { tlp: 'green' }),
  paper('k.tran@aus.example.org', 'Refused visas by kind of fraud (synthetic)', '2026-01-01', '2026-06-30', 70, 'csv', [['Kind', 'Number'], ['Supporting paper', 310], ['Identity', 42], ['Earlier travel', 77]], { tlp: 'amber', releasableTo: ['Document examiners'] }, ['visas_and_labels']),
  paper('n.aziz@mys.example.org', 'Victims identified, by sector (synthetic)', '2025-07-01', '2026-06-30', 61, 'xlsx', [['Sector', 'People'], ['Fishing', 34], ['Domestic work', 51], ['Online scams', 120]], { tlp: 'amber', releasableTo: ['THA', 'IDN', 'VNM', 'IOM', 'UNODC'] }, ['trafficking_in_persons', 'victims_support']),
  paper('o.keita@iom.example.org', 'Assisted returns by quarter (synthetic)', '2025-01-01', '2026-06-30', 50, 'csv', [['Quarter', 'Returns'], ['2025 Q1', 420], ['2025 Q2', 455], ['2025 Q3', 390], ['2025 Q4', 512], ['2026 Q1', 470], ['2026 Q2', 431]], { tlp: 'clear' }, ['returns']),
  paper('p.suwan@tha.example.org', 'Document fraud at airports (synthetic)', '2026-01-01', '2026-09-30', 24, 'xlsx', [['Airport', 'Impostors', 'Altered', 'Counterfeit'], ['Mirage', 41, 7, 3], ['Lantern', 18, 2, 1]], { tlp: 'amber', releasableTo: ['AUS', 'MYS', 'VNM', 'ARE'] }, ['travel_documents', 'air_routes']),
  paper('l.pham@vnm.example.org', 'Calls to the hotline (synthetic)', '2026-01-01', '2026-09-30', 17, 'csv', [['Month', 'Calls'], ['July', 210], ['August', 240], ['September', 265]], { tlp: 'green' }, ['trafficking_in_persons', 'awareness']),
  paper('s.rahayu@idn.example.org', 'Incidents at sea by province (synthetic)', '2026-01-01', '2026-09-30', 14, 'xlsx', [['Province', 'Incidents'], ['North cape', 12], ['East passage', 19], ['Strait', 7]], { tlp: 'amber', releasableTo: ['AUS', 'MYS'], handlingCaveats: ['no_derived_products'] }, ['sea_routes']),
];
