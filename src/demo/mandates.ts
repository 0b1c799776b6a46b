import type { NominationInput } from '../focal-points/index.js';

/** A nomination of the demonstration. `days` are counted from today; the letter is written when it is entered. */
export interface DemoMandate extends Omit<NominationInput, 'party' | 'since' | 'until'> {
  /** E-mail address of the focal point whose party nominates. */
  by: string;
  sinceDaysAgo: number;
  /** How far it has come. */
  state: 'nominated' | 'checked' | 'confirmed';
  /** Since it was last confirmed. */
  confirmedDaysAgo?: number;
  contact?: readonly { kind: 'phone' | 'mobile' | 'secure_mail' | 'post'; value: string; shownTo: 'party' | 'members' | 'ahg' | 'nobody' }[];
}

const weekdays = [1, 2, 3, 4, 5];

/** Confirmed focal points, one of them overdue, one nomination that waits for its check and one for its approval. */
export const demoMandates: readonly DemoMandate[] = [
  {
    by: 'k.tran@aus.example.org', name: 'Kim Tran', email: 'k.tran@aus.example.org', locale: 'en', area: 'general', rank: 'primary', agency: 'Border operations', languages: ['en', 'vi'],
    timeZone: 'Australia/Sydney', officeDays: weekdays, opens: '08:30', closes: '17:00', sinceDaysAgo: 820, state: 'confirmed', confirmedDaysAgo: 84,
    contact: [{ kind: 'phone', value: '+61 2 5550 0142', shownTo: 'members' }, { kind: 'mobile', value: '+61 491 570 156', shownTo: 'party' }, { kind: 'secure_mail', value: 'k.tran@secure.aus.example.org', shownTo: 'ahg' }],
  },
  {
    by: 's.rahayu@idn.example.org', name: 'Sari Rahayu', email: 's.rahayu@idn.example.org', locale: 'en', area: 'document_fraud', rank: 'primary', agency: 'Immigration directorate', languages: ['id', 'en'],
    timeZone: 'Asia/Jakarta', officeDays: weekdays, opens: '08:00', closes: '16:30', sinceDaysAgo: 400, state: 'confirmed', confirmedDaysAgo: 148,
    contact: [{ kind: 'phone', value: '+62 21 5550 0123', shownTo: 'members' }, { kind: 'post', value: 'Jalan Contoh 8\nJakarta', shownTo: 'nobody' }],
  },
  {
    by: 'p.suwan@tha.example.org', name: 'Ploy Suwan', email: 'p.suwan@tha.example.org', locale: 'en', area: 'general', rank: 'primary', agency: 'Immigration bureau', languages: ['th', 'en'],
    timeZone: 'Asia/Bangkok', officeDays: weekdays, opens: '08:30', closes: '16:30', sinceDaysAgo: 1150, state: 'confirmed', confirmedDaysAgo: 365 + 12,
  },
  {
    by: 'a.mansoor@are.example.org', name: 'Alia Mansoor', email: 'a.mansoor@are.example.org', locale: 'ar', area: 'trafficking', rank: 'primary', agency: 'Federal authority', languages: ['ar', 'en'],
    timeZone: 'Asia/Dubai', officeDays: weekdays, opens: '07:30', closes: '15:30', sinceDaysAgo: 210, state: 'confirmed', confirmedDaysAgo: 210,
    contact: [{ kind: 'mobile', value: '+971 50 555 0199', shownTo: 'ahg' }],
  },
  {
    by: 's.rahayu@idn.example.org', name: 'Bimo Santoso', email: 'b.santoso@idn.example.org', locale: 'en', area: 'document_fraud', rank: 'alternate', agency: 'Sea border analysis', languages: ['id', 'en'],
    timeZone: 'Asia/Makassar', officeDays: weekdays, opens: '08:00', closes: '16:30', sinceDaysAgo: 0, state: 'checked',
  },
  {
    by: 's.rahayu@idn.example.org', name: 'Sari Rahayu', email: 's.rahayu@idn.example.org', locale: 'en', area: 'training', rank: 'primary', agency: 'Immigration directorate', languages: ['id', 'en'],
    timeZone: 'Asia/Jakarta', officeDays: weekdays, opens: '08:00', closes: '16:30', sinceDaysAgo: 300, state: 'confirmed', confirmedDaysAgo: 120,
  },
  {
    by: 'k.tran@aus.example.org', name: 'Jo Ward', email: 'j.ward@aus.example.org', locale: 'en', area: 'training', rank: 'alternate', agency: 'Immigration intelligence', languages: ['en'],
    timeZone: 'Australia/Perth', officeDays: weekdays, opens: '08:00', closes: '16:00', sinceDaysAgo: 0, state: 'nominated',
  },
];

/** Functional mailboxes parties give to members and observers. */
export const demoMailboxes: readonly { by: string; address: string }[] = [
  { by: 'k.tran@aus.example.org', address: 'duty@aus.example.org' },
  { by: 's.rahayu@idn.example.org', address: 'pusat.jaga@idn.example.org' },
  { by: 'a.mansoor@are.example.org', address: 'liaison@are.example.org' },
];
