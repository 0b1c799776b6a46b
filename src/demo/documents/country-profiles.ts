import type { DemoDocument, FileType } from '../demo-document.js';

/** Who does what in a party: neutral by design, for whoever looks for a counterpart. */
const profile = (by: string, country: string, name: string, agencies: string[], releasedDaysAgo: number, tlp: 'clear' | 'green', file: FileType): DemoDocument => ({
  by, title: `${name}: competent authorities`, kind: 'country_profile', language: 'en', releasedDaysAgo,
  abstract: `Which authority of ${name} is competent for what, how requests reach it, and in which languages it answers. Invented for the demonstration.`,
  subjects: ['border_management', 'legislation'], details: { country, agencies },
  texts: [{ language: 'en', file, paragraphs: [
    `This profile names the authorities of ${name} that take part in the exchange: ${agencies.join('; ')}. The names are invented for the demonstration.`,
    'Requests go to the national focal point, who passes them on within one working day. Urgent requests at sea go to the duty officer by telephone, and are confirmed through the portal.',
    'Requests may be written in English. Answers on matters of law take up to three weeks.'] }],
  marking: { tlp },
});

export const countryProfiles: readonly DemoDocument[] = [
  profile('k.tran@aus.example.org', 'AUS', 'Australia', ['Border agency (invented)', 'Federal prosecutors (invented)'], 210, 'clear', 'pdf'),
  profile('s.rahayu@idn.example.org', 'IDN', 'Indonesia', ['Immigration directorate (invented)', 'Coast guard (invented)'], 260, 'green', 'pdf'),
  profile('n.aziz@mys.example.org', 'MYS', 'Malaysia', ['Trafficking unit (invented)', 'Maritime agency (invented)'], 300, 'green', 'docx'),
  profile('p.suwan@tha.example.org', 'THA', 'Thailand', ['Immigration bureau (invented)', 'Victim support centre (invented)'], 320, 'green', 'docx'),
  profile('l.pham@vnm.example.org', 'VNM', 'Viet Nam', ['Immigration department (invented)'], 350, 'green', 'pdf'),
  profile('r.hossain@bgd.example.org', 'BGD', 'Bangladesh', ['Home affairs desk (invented)', 'Coast station (invented)'], 400, 'green', 'docx'),
];
