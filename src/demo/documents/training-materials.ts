import type { DemoDocument, DemoText } from '../demo-document.js';

const lesson = (by: string, title: string, level: string, durationMinutes: number, releasedDaysAgo: number, abstract: string, texts: DemoText[], more: Partial<DemoDocument> = {}): DemoDocument => ({
  by, title, kind: 'training_material', language: texts[0]?.language ?? 'en', releasedDaysAgo, abstract, subjects: ['travel_documents'], details: { level, durationMinutes }, texts, marking: { tlp: 'green' }, ...more,
});
const aus = 'j.ward@aus.example.org';
const tha = 'p.suwan@tha.example.org';
const vnm = 'l.pham@vnm.example.org';

export const trainingMaterials: readonly DemoDocument[] = [
  lesson(aus, 'Travel documents, level 1: handout', 'level_1', 90, 280, 'Substrate, print, laminate and the machine-readable zone, with exercises on the specimen of Utopia.', [
    { language: 'en', file: 'pdf', paragraphs: ['Look, feel, tilt, and only then take the lamp. Most alterations are found in the first ten seconds by hand.', 'Exercise: find the check digits of the specimen. Each figure is weighed 7, 3, 1 in turn, and the sum is divided by ten.'] },
    { language: 'id', file: 'docx', title: 'Dokumen perjalanan, tingkat 1', paragraphs: ['Lihat, raba, miringkan, baru kemudian gunakan lampu. Sebagian besar perubahan ditemukan dalam sepuluh detik pertama.', 'Latihan: hitung angka pemeriksa pada spesimen Utopia.'] },
    { language: 'vi', file: 'docx', title: 'Giấy tờ đi lại, cấp độ 1', paragraphs: ['Nhìn, sờ, nghiêng, rồi mới dùng đèn. Phần lớn thay đổi được phát hiện trong mười giây đầu.', 'Bài tập: tính số kiểm tra trên mẫu của Utopia.'] },
  ]),
  lesson(aus, 'Specimen of Utopia, data page', 'level_1', 15, 279, 'Drawn by us for exercises. Utopia does not exist.', [{ language: 'en', file: 'png', paragraphs: [] }], { marking: { tlp: 'clear' } }),
  lesson(tha, 'Comparing faces', 'level_2', 60, 170, 'Ears, hairline, distance of the eyes: an order of looking that works when one is tired.', [{ language: 'en', file: 'docx', paragraphs: ['Begin with the ears. They change least over the years, and are rarely looked at.', 'Two officers who do not talk find twice as many impostors as one.'] }]),
  lesson(tha, 'แบบฝึกหัดตรวจเขตที่เครื่องอ่านได้', 'level_1', 45, 160, 'แบบฝึกหัดสิบข้อเกี่ยวกับเลขตรวจสอบของหนังสือเดินทางตัวอย่างยูโทเปีย', [{ language: 'th', file: 'docx', paragraphs: ['คำนวณเลขตรวจสอบโดยถ่วงน้ำหนักเจ็ด สาม หนึ่ง ตามลำดับ แล้วหารด้วยสิบ เศษที่เหลือคือเลขตรวจสอบ', 'ตัวอักษรเอมีค่าเท่ากับสิบ และแซดมีค่าเท่ากับสามสิบห้า'] }]),
  lesson(vnm, 'Interviewing with an interpreter', 'level_2', 75, 120, 'Seating, short sentences, and what an interpreter must never be asked.', [{ language: 'en', file: 'pdf', paragraphs: ['Sit in a triangle. Speak to the person, not to the interpreter. One thought a sentence.', 'Never ask the interpreter what he or she thinks of the answers.'] }], { subjects: ['victims_support', 'trafficking_in_persons'] }),
  lesson('n.aziz@mys.example.org', 'Recognising victims on board', 'introduction', 30, 110, 'For crews of patrol boats: nine signs in thirty minutes.', [{ language: 'en', file: 'docx', paragraphs: ['Look for those who do not speak for themselves, who do not know where they are going, and whose papers are held by somebody else.', 'Give water first. Ask later.'] }], { subjects: ['trafficking_in_persons', 'sea_routes'] }),
  lesson(aus, 'Trainer\'s notes, level 2', 'trainer', 120, 100, 'Answers to the exercises. For trainers only.', [{ language: 'en', file: 'docx', paragraphs: ['Answers: 1 c, 2 a, 3 a and d. Spend most of the time on exercise three.', 'Collect the sheets at the end.'] }], { marking: { tlp: 'red', recipients: ['c.dee@tha.example.org', 'n.aziz@mys.example.org', 'l.pham@vnm.example.org'] } }),
  lesson('a.mansoor@are.example.org', 'فحص وثائق السفر: المستوى الأول', 'level_1', 60, 60, 'ملخص الدرس الأول في فحص وثائق السفر مع تمارين على نموذج يوتوبيا الخيالية.', [{ language: 'ar', file: 'docx', paragraphs: ['انظر ثم المس ثم أمل الوثيقة قبل أن تستخدم المصباح. يُكتشف معظم التغيير في الثواني العشر الأولى.', 'تمرين: احسب أرقام التحقق في نموذج يوتوبيا بالأوزان سبعة وثلاثة وواحد.'] }]),
  lesson('d.lee@secretariat.example.org', 'How to share a document in four steps', 'introduction', 10, 30, 'Files, description, marking, rehearsal: with pictures of each step.', [{ language: 'en', file: 'pdf', paragraphs: ['Step one: choose the files. Step two: describe them. Step three: say who it is for. Step four: see who will read it, and release.', 'Until step four is done nobody but your own officials sees anything.'] }], { marking: { tlp: 'clear' }, subjects: ['technology'] }),
];
