import type { DemoDocument, DemoText } from '../demo-document.js';

const guide = (by: string, title: string, edition: string, releasedDaysAgo: number, abstract: string, texts: DemoText[], more: Partial<DemoDocument> = {}): DemoDocument => ({
  by, title, kind: 'policy_guide', language: texts[0]?.language ?? 'en', releasedDaysAgo, abstract, subjects: ['legislation'], details: { edition, committee: 'Drafting committee (invented)' }, texts, marking: { tlp: 'clear' }, ...more,
});
const unodc = 'm.ibarra@unodc.example.org';
const iom = 'o.keita@iom.example.org';
const secretariat = 'd.lee@secretariat.example.org';

export const policyGuides: readonly DemoDocument[] = [
  guide(unodc, 'Criminalising the smuggling of migrants', 'Second edition', 520, 'What an offence needs to hold, with model wording and the exceptions that protect the smuggled.', [{ language: 'en', file: 'pdf', paragraphs: [
    'An offence of smuggling needs three things: procuring the entry, of somebody who is no national or resident, for a benefit. The smuggled person is not punished for having been smuggled.',
    'Family members and humanitarian helpers who gain nothing stand outside the offence. Say so in the law itself, not in a note.',
    'The guide offers model wording in six articles and explains each choice.'] }]),
  guide(iom, 'Protecting victims in return procedures', 'First edition', 430, 'Indicators, referral, recovery period, and what must not happen before the interview.', [
    { language: 'en', file: 'pdf', paragraphs: ['Before anybody is returned, ask the nine questions. One yes is enough for a referral.', 'A recovery period of thirty days starts with the referral, not with the decision.'] },
    { language: 'th', file: 'docx', title: 'การคุ้มครองผู้เสียหายในกระบวนการส่งกลับ', paragraphs: ['ก่อนส่งบุคคลใดกลับ ให้ถามคำถามเก้าข้อ คำตอบว่าใช่เพียงข้อเดียวก็เพียงพอสำหรับการส่งต่อ', 'ระยะเวลาฟื้นฟูสามสิบวันเริ่มนับตั้งแต่วันส่งต่อ'] },
  ], { subjects: ['victims_support', 'returns', 'protection'] }),
  guide(secretariat, 'Handling codes and what they mean', 'Third edition', 150, 'Labels, codes and caveats of the exchange on four pages, with examples.', [
    { language: 'en', file: 'pdf', paragraphs: ['The label says how far a document may travel. The releasability says to whom it is addressed. Caveats say what a reader may do with it.', 'When in doubt choose the narrower label: it can be widened later, and copies cannot be called back.'] },
    { language: 'ar', file: 'docx', title: 'رموز المناولة ومعانيها', paragraphs: ['تحدد العلامة مدى انتشار الوثيقة، وتحدد قائمة الجهات لمن هي موجهة، وتحدد القيود ما يجوز للقارئ فعله بها.', 'عند الشك اختر العلامة الأضيق، إذ يمكن توسيعها لاحقاً ولا يمكن استرجاع النسخ.'] },
    { language: 'zh', file: 'docx', title: '处理代码及其含义', paragraphs: ['标签说明文件可以传播多远。可发布范围说明文件发给谁。处理说明规定读者可以如何使用。', '有疑问时，请选择较窄的标签：以后可以放宽，而副本无法收回。'] },
  ]),
  guide(unodc, 'Gathering evidence from telephones', 'First edition', 240, 'From seizure to court: chain of custody on one page each.', [{ language: 'en', file: 'docx', paragraphs: ['Switch the telephone to flight mode and note the time. Do not unlock it with the owner\'s finger without a legal basis.', 'Photograph the screen before anything else. Write down who held the device, from when to when.'] }], { marking: { tlp: 'green' }, subjects: ['technology', 'legislation'] }),
  guide(iom, 'Civil registration as prevention', 'First edition', 600, 'A birth certificate is the cheapest measure against trafficking of children.', [{ language: 'en', file: 'pdf', paragraphs: ['Children without a birth certificate can be given any age and any parents. Registration within thirty days and free of charge is the cheapest prevention there is.', 'The guide describes mobile registration in three invented districts.'] }], { subjects: ['trafficking_in_persons', 'protection'] }),
  guide(secretariat, 'Naming a national focal point', 'First edition', 700, 'What a focal point does, who names one, and what happens in the first week.', [{ language: 'en', file: 'pdf', paragraphs: ['A focal point is named in writing by the authority that answers for the member. Two officers of the secretariat check the letter before the account is opened.', 'In the first week the focal point confirms the list of officials and names a deputy.'] }]),
  guide(unodc, 'Guide: incitement to traffic in persons online', 'Draft for comment', 13, 'For comment by members until the end of the month.', [{ language: 'en', file: 'docx', paragraphs: ['Posts that recruit for exploitation should be preserved before they are taken down. The guide proposes a form for such requests.', 'Comments are welcome on chapter three in particular.'] }], { marking: { tlp: 'green' }, subjects: ['cyber_enabled', 'trafficking_in_persons'] }),
  guide(iom, 'ورقة إرشادية حول المقابلة الأولى', 'الطبعة الأولى', 95, 'كيف تُجرى المقابلة الأولى مع من يُحتمل أن يكون ضحية اتجار بالأشخاص.', [{ language: 'ar', file: 'docx', paragraphs: ['تُجرى المقابلة الأولى في مكان هادئ وبلغة يختارها الشخص، ولا يحضرها من رافقه في الرحلة.', 'تُطرح الأسئلة التسعة بالترتيب، ويكفي جواب واحد بنعم للإحالة.'] }], { marking: { tlp: 'green' }, subjects: ['victims_support', 'trafficking_in_persons'] }),
];
