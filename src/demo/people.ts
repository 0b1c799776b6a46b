import type { Role } from '../kernel/access/index.js';

/** An invented official. Every name is made up; the addresses end in example.org and reach nobody. */
export interface DemoOfficial {
  email: string;
  name: string;
  /** BCP 47; the language the portal greets them in. */
  locale: 'en' | 'ar';
  party: string;
  roles: readonly Role[];
  /** Shown under the name on the sign-in page. */
  persona: string;
  /** For those who cannot sign in: what their focal point sees in the list. */
  state?: 'invited' | 'suspended';
  reason?: string;
}

const officer: readonly Role[] = ['reader', 'contributor', 'document_officer'];
const focalPoint: readonly Role[] = ['reader', 'contributor', 'focal_point'];

/** Six members, an observer, two organisations, the secretariat and an auditor. */
export const demoOfficials: readonly DemoOfficial[] = [
  { email: 'k.tran@aus.example.org', name: 'Kim Tran', locale: 'en', party: 'AUS', roles: focalPoint, persona: 'National focal point, border agency' },
  { email: 'j.ward@aus.example.org', name: 'Jo Ward', locale: 'en', party: 'AUS', roles: [...officer, 'course_officer'], persona: 'Document and course officer, immigration intelligence' },
  { email: 'h.novak@aus.example.org', name: 'Hana Novak', locale: 'en', party: 'AUS', roles: ['reader', 'course_author'], persona: 'Writes the course on travel documents' },
  { email: 's.rahayu@idn.example.org', name: 'Sari Rahayu', locale: 'en', party: 'IDN', roles: focalPoint, persona: 'National focal point, immigration directorate' },
  { email: 'b.santoso@idn.example.org', name: 'Bimo Santoso', locale: 'en', party: 'IDN', roles: ['reader', 'contributor'], persona: 'Analyst, sea borders' },
  { email: 'd.kusuma@idn.example.org', name: 'Dewi Kusuma', locale: 'en', party: 'IDN', roles: ['reader', 'trainee'], persona: 'Trainee at a seaport', state: 'invited' },
  { email: 'r.putra@idn.example.org', name: 'Raka Putra', locale: 'en', party: 'IDN', roles: ['reader', 'trainee'], persona: 'Trainee at an airport, half-way through the course' },
  { email: 'y.lestari@idn.example.org', name: 'Yuni Lestari', locale: 'en', party: 'IDN', roles: ['reader', 'trainee'], persona: 'Trainee on an island; was sent to the course and has not answered yet' },
  { email: 'i.gunawan@idn.example.org', name: 'Indah Gunawan', locale: 'en', party: 'IDN', roles: ['reader', 'training_coordinator', 'trainer'], persona: 'Training coordinator at a partner centre' },
  { email: 'h.wijaya@idn.example.org', name: 'Hadi Wijaya', locale: 'en', party: 'IDN', roles: ['reader', 'contributor'], persona: 'Analyst, on leave', state: 'suspended', reason: 'On leave until the summer.' },
  { email: 'n.aziz@mys.example.org', name: 'Nadia Aziz', locale: 'en', party: 'MYS', roles: officer, persona: 'Document officer, trafficking unit' },
  { email: 'z.rahman@mys.example.org', name: 'Zara Rahman', locale: 'en', party: 'MYS', roles: ['reader', 'trainee'], persona: 'Trainee at a land border, in her first lesson' },
  { email: 'p.suwan@tha.example.org', name: 'Ploy Suwan', locale: 'en', party: 'THA', roles: focalPoint, persona: 'National focal point, immigration bureau' },
  { email: 'c.dee@tha.example.org', name: 'Chai Dee', locale: 'en', party: 'THA', roles: ['reader', 'trainee'], persona: 'Document examiner at an airport' },
  { email: 'r.hossain@bgd.example.org', name: 'Rafiq Hossain', locale: 'en', party: 'BGD', roles: officer, persona: 'Document officer, home affairs' },
  { email: 'l.pham@vnm.example.org', name: 'Linh Pham', locale: 'en', party: 'VNM', roles: officer, persona: 'Document officer, immigration department' },
  { email: 'a.mansoor@are.example.org', name: 'Alia Mansoor', locale: 'ar', party: 'ARE', roles: focalPoint, persona: 'National focal point; reads the portal in Arabic' },
  { email: 'h.saeed@are.example.org', name: 'Hamad Saeed', locale: 'ar', party: 'ARE', roles: ['reader', 'trainee'], persona: 'Trainee at an airport; reads the course in Arabic as far as it is translated' },
  { email: 'e.martin@can.example.org', name: 'Elle Martin', locale: 'en', party: 'CAN', roles: ['reader'], persona: 'Liaison officer of an observer' },
  { email: 'o.keita@iom.example.org', name: 'Oumar Keita', locale: 'en', party: 'IOM', roles: officer, persona: 'Document officer of an organisation' },
  { email: 'm.ibarra@unodc.example.org', name: 'Mar Ibarra', locale: 'en', party: 'UNODC', roles: officer, persona: 'Researcher of an organisation' },
  { email: 'd.lee@secretariat.example.org', name: 'Dana Lee', locale: 'en', party: 'SECRETARIAT', roles: ['reader', 'contributor', 'document_officer', 'secretariat_officer'], persona: 'Secretariat officer: runs the platform, reads nothing it is not named in' },
  { email: 'r.costa@secretariat.example.org', name: 'Remy Costa', locale: 'en', party: 'SECRETARIAT', roles: ['reader', 'secretariat_officer'], persona: 'Second secretariat officer: approves what another one has checked' },
  { email: 't.okoro@secretariat.example.org', name: 'Tem Okoro', locale: 'en', party: 'SECRETARIAT', roles: ['auditor'], persona: 'Auditor' },
];
