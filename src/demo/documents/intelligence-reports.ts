import type { DemoDocument, FileType } from '../demo-document.js';

const graded = (sourceGrade: string, informationGrade: number, handlingCode: 'H0' | 'H1' | 'H2' | 'H3') => ({ gradingScheme: '4x4', sourceGrade, informationGrade, handlingCode });
const text = (file: FileType, ...paragraphs: string[]) => [{ language: 'en', file, paragraphs }];

export const intelligenceReports: readonly DemoDocument[] = [
  {
    by: 'j.ward@aus.example.org', title: 'Boat builder at Kabut supplies two networks', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 3,
    abstract: 'A yard on the invented island of Kabut delivers open craft without registration.', subjects: ['sea_routes', 'smuggling_of_migrants'], details: graded('B', 2, 'H1'),
    texts: text('pdf', 'A yard on Kabut delivered four open craft of eleven metres in two months. They carry no registration and are paid for in cash.', 'The engines are of the same make as those found on two craft in August. A third party is said to have paid for them.'),
    marking: { tlp: 'amber+strict', releasableTo: ['IDN', 'MYS'], handlingCaveats: ['H1', 'no_onward_sharing'] },
  },
  {
    by: 's.rahayu@idn.example.org', title: 'Organiser known as "the Ferryman"', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 8,
    abstract: 'Aliases, habits and known contacts of an invented organiser.', subjects: ['smuggling_of_migrants'], details: graded('A', 2, 'H2'),
    texts: text('docx', 'The person uses three aliases and two telephones, which change every fortnight. Meetings take place at a tea stall by the old pier of Tanjung Angin.', 'The report is for the two officers named, who work on the case.'),
    marking: { tlp: 'red', recipients: ['j.ward@aus.example.org', 'n.aziz@mys.example.org'], handlingCaveats: ['H2'] },
  },
  {
    by: 'n.aziz@mys.example.org', title: 'Money couriers between two ports', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 18,
    abstract: 'Cash for three voyages went through the same money changer.', subjects: ['smuggling_of_migrants', 'sea_routes'], details: graded('B', 3, 'H1'),
    texts: text('pdf', 'Cash for three voyages was carried between the ports of Mirage and Lantern. Couriers travel by ferry on Thursdays.', 'The money changer keeps no books that were found.'),
    marking: { tlp: 'amber', releasableTo: ['AUS', 'IDN', 'THA'], handlingCaveats: ['H1', 'no_use_in_proceedings'] },
  },
  {
    by: 'p.suwan@tha.example.org', title: 'Recruiters at bus stations', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 27,
    abstract: 'Women who return to the same bus stations and address the same kind of travellers.', subjects: ['trafficking_in_persons'], details: graded('X', 3, 'H0'),
    texts: text('txt', 'Two women return to the same three bus stations and speak to young travellers who carry their whole belongings.', 'They offer a meal and a telephone call, then a place to sleep. Not confirmed by a second source.'),
    marking: { tlp: 'amber', releasableTo: ['MYS', 'VNM', 'KHM', 'LAO'], withheldFrom: ['CAN'], handlingCaveats: ['H0'] },
  },
  {
    by: 'l.pham@vnm.example.org', title: 'Workshop for counterfeit supporting papers', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 45,
    abstract: 'A print shop that sells employment letters in sets.', subjects: ['travel_documents'], details: graded('B', 2, 'H1'),
    texts: text('docx', 'A print shop sells employment letters, bank statements and invitations in sets. The paper carries the watermark of an office supplier.', 'Examiners may recognise the sets by a comma that stands before every closing bracket.'),
    marking: { tlp: 'amber', releasableTo: ['Document examiners'], handlingCaveats: ['H1'] },
  },
  {
    by: 'r.hossain@bgd.example.org', title: 'Engines bought without papers', kind: 'intelligence_report', language: 'en', releasedDaysAgo: 58,
    abstract: 'Twelve outboard engines left a dealer without invoices.', subjects: ['sea_routes'], details: graded('C', 3, 'H1'),
    texts: text('csv', 'Serial numbers are invented.'),
    marking: { tlp: 'amber', releasableTo: ['Sea routes group'], handlingCaveats: ['view_only', 'H1'] },
  },
  {
    by: 'j.ward@aus.example.org', title: 'Draft: second yard on the mainland', kind: 'intelligence_report', language: 'en',
    abstract: 'Not yet graded by a second officer.', subjects: ['sea_routes'], details: graded('C', 4, 'H1'),
    texts: text('txt', 'A second yard is said to work at night. One source only.', 'Waits for a second opinion before release.'),
  },
];
