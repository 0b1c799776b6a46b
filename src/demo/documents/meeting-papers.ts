import type { DemoDocument, FileType } from '../demo-document.js';

const paper = (title: string, meeting: string, agendaItem: string, date: string, releasedDaysAgo: number, abstract: string, paragraphs: string[], more: Partial<DemoDocument> = {}, file: FileType = 'docx'): DemoDocument => ({
  by: 'd.lee@secretariat.example.org', title, kind: 'meeting_paper', language: 'en', releasedDaysAgo, abstract, subjects: ['border_management'], details: { meeting, agendaItem, date },
  texts: [{ language: 'en', file, paragraphs }], marking: { tlp: 'green' }, ...more,
});

const officials = 'Meeting of senior officials (invented)';
const group = 'Ad hoc group (invented)';

export const meetingPapers: readonly DemoDocument[] = [
  // Disposed of once it is entered: its tombstone and certificate are what is left.
  paper('Duty roster for the exercise at sea', 'Exercise at sea (invented)', '2', '2026-09-20', 66, 'Who stood watch when, for the two days of the exercise.', ['First watch: harbour master. Second watch: coast guard. Third watch: border agency.'], { by: 'j.ward@aus.example.org', marking: { tlp: 'amber', releasableTo: ['IDN', 'PNG'] } }),
  paper('Provisional agenda of the senior officials', officials, '1', '2026-12-08', 10, 'Agenda and order of work for two days.', ['1. Opening. 2. Trends by sea and by air. 3. Statistics under reciprocity. 4. Training. 5. Any other business.', 'Papers are due three weeks before the meeting.'], {}, 'pdf'),
  paper('Working method of the statistics rounds', officials, '3', '2026-12-08', 11, 'Who gives may read: how rounds open and close.', ['A round opens with the questionnaire and closes after six weeks. Whoever has contributed reads what the others contributed.', 'Totals only; no personal data.'], { subjects: ['border_management', 'technology'] }),
  paper('Budget of the training programme', group, '4', '2026-10-14', 44, 'Proposed budget for two years, by course.', ['Six courses a year, of which two for trainers. Travel is paid for by the hosts.', 'The table shows the proposal by course.'], {
    marking: { tlp: 'amber', releasableTo: ['AHG'] }, texts: [{ language: 'en', file: 'xlsx', paragraphs: ['Invented figures'], table: [['Course', 'Places', 'Cost'], ['Examination, level 1', 24, 18000], ['Examination, level 2', 16, 21000], ['Interviewing', 12, 15000]] }],
  }),
  paper('Co-chairs: draft statement', officials, '5', '2026-12-08', 4, 'For the co-chairs alone until it is agreed.', ['The ministers welcome the progress made by the working groups and invite members to name a focal point where there is none.', 'Square brackets mark what is not agreed.'], { marking: { tlp: 'amber', releasableTo: ['CO_CHAIRS'] } }),
  paper('Summary of the ad hoc group, October', group, '6', '2026-10-14', 35, 'What was said, and what follows by whom and when.', ['The group met for one day. Five actions follow, each with an owner and a day.', 'The next meeting is planned for March.'], { marking: { tlp: 'amber', releasableTo: ['Ad hoc group and Canada'] } }, 'pdf'),
  paper('Ordre du jour provisoire', officials, '1', '2026-12-08', 10, 'Ordre du jour et organisation des travaux.', ['1. Ouverture. 2. Tendances par mer et par air. 3. Statistiques. 4. Formation. 5. Questions diverses.', 'Les documents sont attendus trois semaines avant la réunion.'], { language: 'fr', texts: [{ language: 'fr', file: 'pdf', paragraphs: ['1. Ouverture. 2. Tendances par mer et par air. 3. Statistiques. 4. Formation. 5. Questions diverses.', 'Les documents sont attendus trois semaines avant la réunion.'] }] }),
  paper('Steering group: plan of work', 'Steering group (invented)', '2', '2026-09-02', 84, 'Priorities until the next ministerial conference.', ['Priorities: sea routes, document examination, online recruitment.', 'Each has a lead and a deputy.'], { marking: { tlp: 'amber', releasableTo: ['STEERING_GROUP'] } }),
  paper('Lessons of the table-top exercise', group, '3', '2026-05-20', 190, 'A craft in distress, two rescue zones, three languages.', ['The first call took eleven minutes to reach the right desk. With the directory open it took two.', 'Agree in advance who speaks to the press.'], { subjects: ['sea_routes', 'protection'] }),
];
