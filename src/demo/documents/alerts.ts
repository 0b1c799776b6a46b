import type { DemoDocument } from '../demo-document.js';

const aus = 'k.tran@aus.example.org';
const idn = 's.rahayu@idn.example.org';
const mys = 'n.aziz@mys.example.org';
const tha = 'p.suwan@tha.example.org';
const are = 'a.mansoor@are.example.org';

export const alerts: readonly DemoDocument[] = [
  {
    by: aus, title: 'Altered Utopian visas in circulation', kind: 'alert', language: 'en', releasedDaysAgo: 2, expiresInDays: 60,
    abstract: 'Utopian entry visas with a replaced photograph were met at two airports. What to look for, and whom to call.',
    subjects: ['visas_and_labels', 'air_routes'], details: { reference: 'A-2026-31', routes: ['Utopia City to Port Mirage by air'] },
    texts: [
      { language: 'en', file: 'pdf', paragraphs: [
        'Since the first week of the month, seven Utopian entry visas were met on which the photograph had been replaced. The laminate shows a fine cut along its lower edge; under oblique light the edge stands up by the thickness of a hair.',
        'The machine-readable zone was not touched, so the check digits are right. Compare the photograph with the ghost image instead, which stayed the original one.',
        'Holders were travelling in groups of two, with tickets bought in cash on the day before. Please report further cases to the originator through this portal, with the serial number and without personal data.'] },
      { language: 'id', file: 'docx', title: 'Visa Utopia yang diubah beredar', paragraphs: [
        'Sejak minggu pertama bulan ini, ditemukan tujuh visa masuk Utopia yang fotonya telah diganti. Pada tepi bawah laminasi terlihat sayatan halus.',
        'Zona yang dapat dibaca mesin tidak diubah. Bandingkan foto dengan gambar bayangan, yang masih asli.'] },
    ],
    marking: { tlp: 'amber', releasableTo: ['Document examiners'], handlingCaveats: ['no_onward_sharing'] },
  },
  {
    by: idn, title: 'Kapal tanpa lampu di selat utara', kind: 'alert', language: 'id', releasedDaysAgo: 1,
    abstract: 'Tiga kapal kayu tanpa lampu navigasi terlihat pada malam hari di selat utara. Mohon kewaspadaan patroli.',
    subjects: ['sea_routes', 'smuggling_of_migrants'], details: { routes: ['Selat utara, antara Tanjung Angin dan Pulau Kabut'] },
    texts: [{ language: 'id', file: 'pdf', paragraphs: [
      'Patroli udara melihat tiga kapal kayu tanpa lampu navigasi pada pukul dua pagi. Kapal berlayar berdekatan menuju tenggara dengan kecepatan sekitar delapan knot.',
      'Tidak ada panggilan radio yang dijawab. Nelayan setempat tidak mengenal kapal-kapal itu. Mohon laporkan penampakan serupa melalui portal ini.'] }],
    marking: { tlp: 'amber', releasableTo: ['Sea routes group'] },
  },
  {
    by: mys, title: 'Fraudulent job offers on a messaging service', kind: 'alert', language: 'en', releasedDaysAgo: 6,
    abstract: 'Offers of well-paid office work lead to online scam compounds. Wording, pictures and telephone prefixes that recur.',
    subjects: ['trafficking_in_persons', 'cyber_enabled', 'awareness'], details: { reference: 'MY/TIP/14' },
    texts: [{ language: 'en', file: 'pdf', paragraphs: [
      'Seventy offers were compared. They promise three times the usual pay for typing work, free travel and no contract before arrival. The same four pictures of an office recur, taken from a furniture catalogue.',
      'Victims were told to travel as tourists and to hand over their passport to a driver. Hotlines may use the attached list of phrases to recognise such offers early.'] }],
    marking: { tlp: 'green' },
  },
  {
    by: tha, title: 'หนังสือเดินทางยูโทเปียที่หน้าข้อมูลถูกเปลี่ยน', kind: 'alert', language: 'th', releasedDaysAgo: 9,
    abstract: 'พบหนังสือเดินทางของประเทศสมมติยูโทเปียที่หน้าข้อมูลถูกเปลี่ยนทั้งแผ่น จุดสังเกตและวิธีตรวจสอบ',
    subjects: ['travel_documents', 'air_routes'], details: {},
    texts: [{ language: 'th', file: 'docx', paragraphs: [
      'เจ้าหน้าที่ตรวจพบหนังสือเดินทางของประเทศสมมติยูโทเปียสามเล่มที่หน้าข้อมูลถูกเปลี่ยนทั้งแผ่น รูเจาะหมายเลขไม่ตรงกันระหว่างหน้าที่สองกับหน้าที่สาม',
      'เมื่อส่องด้วยแสงอัลตราไวโอเลต หน้าข้อมูลปลอมจะเรืองแสงสีฟ้าเพราะใช้กระดาษทั่วไป ขอให้ตรวจสอบรูเจาะหมายเลขทุกครั้ง'] }],
    marking: { tlp: 'amber', releasableTo: ['AUS', 'IDN', 'MYS', 'VNM'] },
  },
  {
    by: are, title: 'تنبيه: تأشيرات مزورة لدولة خيالية', kind: 'alert', language: 'ar', releasedDaysAgo: 12,
    abstract: 'رُصدت تأشيرات دخول مزورة لدولة يوتوبيا الخيالية في مطارين. علامات التعرف عليها وما يلزم عمله.',
    subjects: ['visas_and_labels', 'air_routes'], details: { reference: 'AE-7' },
    texts: [{ language: 'ar', file: 'docx', paragraphs: [
      'رُصدت خمس تأشيرات دخول مزورة لدولة يوتوبيا الخيالية. لون الختم أفتح من الأصل، والحبر يزول عند اللمس بأصبع مبللة.',
      'يرجى مقارنة رقم التأشيرة بالرقم المطبوع في المنطقة المقروءة آلياً، وإبلاغ الجهة المصدرة عبر هذه البوابة دون بيانات شخصية.'] }],
    marking: { tlp: 'green' },
  },
  {
    by: aus, title: 'Small craft leaving the northern cape', kind: 'alert', language: 'en', releasedDaysAgo: 20,
    abstract: 'Weather and moon favour departures in the coming ten days. For patrols of the northern approaches.',
    subjects: ['sea_routes'], details: { routes: ['Northern cape to Mist Island'] },
    texts: [{ language: 'en', file: 'txt', paragraphs: [
      'Calm seas and a new moon favour departures from the northern cape between the third and the twelfth. Fuel was bought in unusual amounts at two harbours.',
      'Patrols are asked to look for craft without lights between one and four in the morning, and to report positions to the duty officer.'] }],
    marking: { tlp: 'amber', releasableTo: ['Northern approaches', 'MYS'], handlingCaveats: ['contact_before_action'] },
  },
  {
    by: tha, title: 'Land border: trucks with a false floor', kind: 'alert', language: 'en', releasedDaysAgo: 33,
    abstract: 'Two trucks with a space of forty centimetres under the load floor. How it was found.',
    subjects: ['land_routes', 'smuggling_of_migrants'], details: { routes: ['Hill road at kilometre 41'] },
    texts: [{ language: 'en', file: 'docx', paragraphs: [
      'A difference of forty centimetres between the outside and the inside height gave the two trucks away. The floor could be opened from below only, with a key for hexagonal bolts.',
      'Measure the load space whenever the declared load is light for the size of the truck.'] }],
    marking: { tlp: 'amber+strict', releasableTo: ['MYS', 'VNM'] },
  },
  {
    by: idn, title: 'Withdrawn: sighting at Cape Wind', kind: 'alert', language: 'en', releasedDaysAgo: 15,
    abstract: 'The sighting turned out to be a training exercise.', subjects: ['sea_routes'], details: {},
    texts: [{ language: 'en', file: 'txt', paragraphs: ['Four craft were reported at Cape Wind.', 'See the reason of recall.'] }],
    marking: { tlp: 'green' }, recalled: 'The craft belonged to a coast guard exercise.',
  },
];
