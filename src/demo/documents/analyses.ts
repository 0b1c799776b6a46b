import type { DemoDocument } from '../demo-document.js';

const period = { periodFrom: '2026-07-01', periodTo: '2026-09-30' };

export const analyses: readonly DemoDocument[] = [
  {
    by: 'j.ward@aus.example.org', title: 'Movements by sea, third quarter 2026', kind: 'analysis', language: 'en', releasedDaysAgo: 5,
    abstract: 'Departures shifted eastwards and to smaller craft. Fees rose by a fifth. What the group may expect before the monsoon changes.',
    subjects: ['sea_routes', 'smuggling_of_migrants'], details: { ...period, method: 'Comparison of reports of five members with satellite passes' },
    texts: [
      { language: 'en', file: 'pdf', paragraphs: [
        'Departures by sea fell from 31 to 24 in the quarter, while the number of people on each craft stayed the same. Organisers moved to smaller boats that draw less water and can start from open beaches.',
        'Fees rose by about a fifth. Payment is now made in three parts, the last of them on arrival, which keeps the debt alive after the journey.',
        'If the pattern of former years holds, departures will rise again when the north-east wind sets in. Patrols of the eastern passages matter more than those of the strait.'] },
      { language: 'en', file: 'xlsx', title: 'Movements by sea, figures (synthetic)', paragraphs: ['All figures are synthetic.'], table: [
        ['Month', 'Departures', 'People'], ['July', 9, 310], ['August', 8, 262], ['September', 7, 240]] },
    ],
    marking: { tlp: 'amber', releasableTo: ['Sea routes group', 'PHL'], handlingCaveats: ['no_use_in_proceedings'] },
  },
  {
    by: 'm.ibarra@unodc.example.org', title: 'How smuggling networks advertise', kind: 'analysis', language: 'en', releasedDaysAgo: 40,
    abstract: 'A reading of four hundred public posts: prices, promises, and the words that replaced "smuggler".',
    subjects: ['smuggling_of_migrants', 'cyber_enabled'], details: { method: 'Content analysis of public posts, no personal data kept' },
    texts: [{ language: 'en', file: 'pdf', paragraphs: [
      'Four hundred public posts of one year were read and coded. Only one in nine names a price. Most speak of "agents", "guides" or "travel help", and promise a second attempt free of charge.',
      'Reviews written by earlier travellers are the strongest recommendation, and are often false. Counter-messages work better when they come from the same communities.'] }],
    marking: { tlp: 'clear' },
  },
  {
    by: 'o.keita@iom.example.org', title: 'Debt after the journey', kind: 'analysis', language: 'en', releasedDaysAgo: 64,
    abstract: 'Interviews with returnees on loans, interest and what repayment does to a household.',
    subjects: ['returns', 'protection', 'victims_support'], details: { method: 'Sixty interviews with consent' },
    texts: [{ language: 'en', file: 'docx', paragraphs: [
      'Two of three returnees still owed money a year after their return. The interest is rarely written down, and the lender is often a neighbour.',
      'Reintegration support that pays debts directly, instead of handing out cash, was followed by fewer new departures.'] }],
    marking: { tlp: 'green' },
  },
  {
    by: 's.rahayu@idn.example.org', title: 'Pola biaya perjalanan gelap', kind: 'analysis', language: 'id', releasedDaysAgo: 80,
    abstract: 'Biaya perjalanan gelap naik seperlima; pembayaran bertahap menjadi kebiasaan.', subjects: ['smuggling_of_migrants'],
    details: { periodFrom: '2026-01-01', periodTo: '2026-06-30' },
    texts: [{ language: 'id', file: 'pdf', paragraphs: [
      'Wawancara menunjukkan biaya perjalanan naik sekitar seperlima dalam enam bulan. Pembayaran dilakukan dalam tiga tahap, dan tahap terakhir setelah tiba.',
      'Utang yang tersisa membuat orang tetap bergantung pada penyelundup. Pelunasan utang perlu menjadi bagian dari bantuan kepulangan.'] }],
    marking: { tlp: 'amber', releasableTo: ['AUS', 'MYS', 'IOM'] },
  },
  {
    by: 'n.aziz@mys.example.org', title: 'Passport fraud at land crossings', kind: 'analysis', language: 'en', releasedDaysAgo: 101,
    abstract: 'Impostors with genuine passports outnumber altered documents four to one.', subjects: ['travel_documents', 'land_routes'], details: {},
    texts: [
      { language: 'en', file: 'pdf', paragraphs: [
        'Of 130 refused documents, 104 were genuine and shown by somebody else. Lookalikes are chosen by age and height; ears and the line of the hair give them away.',
        'Face comparison by two officers, one after the other and without talking, found twice as many impostors as one officer alone.'] },
      { language: 'en', file: 'png', title: 'Refused documents by kind (synthetic)', paragraphs: [], table: [['Kind', 'Number'], ['Impostor', 104], ['Altered page', 14], ['Counterfeit', 9], ['Blank stolen', 3]] },
    ],
    marking: { tlp: 'amber', releasableTo: ['Document examiners'] },
  },
  {
    by: 'l.pham@vnm.example.org', title: 'Lừa đảo việc làm qua mạng', kind: 'analysis', language: 'vi', releasedDaysAgo: 55,
    abstract: 'Phân tích các lời mời làm việc giả trên mạng xã hội và dấu hiệu nhận biết.', subjects: ['trafficking_in_persons', 'cyber_enabled'], details: {},
    texts: [{ language: 'vi', file: 'docx', paragraphs: [
      'Các lời mời hứa lương cao gấp ba lần, không cần bằng cấp và chi trả toàn bộ chi phí đi lại. Nạn nhân được yêu cầu xuất cảnh với tư cách khách du lịch.',
      'Đường dây nóng cần hỏi ba câu: ai trả tiền vé, ai giữ hộ chiếu, và hợp đồng ở đâu.'] }],
    marking: { tlp: 'amber', releasableTo: ['THA', 'MYS', 'KHM', 'UNODC'] },
  },
  {
    by: 'r.hossain@bgd.example.org', title: 'উপসাগরীয় পথে মানব পাচার', kind: 'analysis', language: 'bn', releasedDaysAgo: 72,
    abstract: 'উপসাগরীয় পথে মানব পাচারের ধরন ও প্রতিরোধের উপায় নিয়ে সংক্ষিপ্ত বিশ্লেষণ।', subjects: ['trafficking_in_persons', 'sea_routes'], details: {},
    texts: [{ language: 'bn', file: 'docx', paragraphs: [
      'উপসাগরীয় পথে নৌকাগুলো এখন ছোট এবং রাতে যাত্রা করে। দালালেরা তিন কিস্তিতে টাকা নেয়, শেষ কিস্তি পৌঁছানোর পরে।',
      'গ্রামের মানুষকে সচেতন করা এবং ঋণ শোধে সহায়তা করা সবচেয়ে কার্যকর প্রতিরোধ।'] }],
    marking: { tlp: 'amber', releasableTo: ['Sea routes group'] },
  },
  {
    by: 'j.ward@aus.example.org', title: 'Outlook for the coming season', kind: 'analysis', language: 'en', releasedDaysAgo: 0, embargoForDays: 6,
    abstract: 'Three courses the coming months may take, and the signs by which to tell them apart.', subjects: ['sea_routes', 'border_management'], details: {},
    texts: [{ language: 'en', file: 'pdf', paragraphs: ['Three courses are possible. Fuel sales, new moons and the price of engines tell them apart within two weeks.', 'The paper is released when the ministers have met.'] }],
    marking: { tlp: 'green' },
  },
  {
    by: 'm.ibarra@unodc.example.org', title: 'Document fraud as a service', kind: 'analysis', language: 'en', releasedDaysAgo: 7, widensInDays: 14,
    abstract: 'Forged supporting papers are sold in sets. First to the examiners; to every member after two weeks.', subjects: ['travel_documents', 'cyber_enabled'], details: {},
    texts: [{ language: 'en', file: 'docx', paragraphs: ['Sets of supporting papers (employment letter, bank statement, invitation) are sold together, with the same layout faults in all of them.', 'The price of a set fell by half within a year.'] }],
    marking: { tlp: 'amber', releasableTo: ['Document examiners'] },
  },
  {
    by: 'p.suwan@tha.example.org', title: 'Draft: visa overstays and labour exploitation', kind: 'analysis', language: 'en',
    abstract: 'A first comparison; figures still to be checked.', subjects: ['trafficking_in_persons'], details: {},
    texts: [{ language: 'en', file: 'docx', paragraphs: ['First comparison of two registers. Not yet checked.', 'To be discussed before release.'] }],
  },
];
