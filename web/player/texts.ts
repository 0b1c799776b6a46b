/** What the player says, in the languages of the client. Titles come from the package. */
const english = {
  outline: 'Contents', close: 'Close', previous: 'Previous', next: 'Next', loading: 'Opening the course…', done: 'done', saved: 'Saved', saving: 'Saving…', leave: 'Save and leave', end: 'End and leave', refused: 'Some of what the course reported was not taken',
  waiting: (count: number) => `Saved on this device, ${count === 1 ? '1 change' : `${count} changes`} waiting`,
  found: (count: number) => `On this device ${count === 1 ? 'is 1 change' : `are ${count} changes`} that did not reach the portal. Use what is here?`, use: 'Use it', discard: 'Go on without',
  asOf: (time: string) => `You go on from ${time}.`,
  superseded: 'This course was opened elsewhere and goes on there. What you do here no longer counts. You may close this page.', over: 'This opening of the course has ended. Open the course again to go on; what is waiting here is kept.',
  withdrawn: 'This course was withdrawn: something harmful was found in it. Those who look after it were told. What you reached so far stays; close this page.',
  finished: 'This part is finished.', left: 'Your place is saved. You may close this page.', courseOver: 'The course is finished.', broken: 'The course cannot be opened now. Check the line and try again.', again: 'Try again', choose: 'Choose where to go on.',
};
type Texts = typeof english;

const arabic: Texts = {
  outline: 'المحتويات', close: 'إغلاق', previous: 'السابق', next: 'التالي', loading: 'جارٍ فتح الدورة…', done: 'مكتمل', saved: 'تم الحفظ', saving: 'جارٍ الحفظ…', leave: 'حفظ ومغادرة', end: 'إنهاء ومغادرة', refused: 'لم يُقبل بعض ما أبلغت عنه الدورة',
  waiting: (count) => `محفوظ على هذا الجهاز، والتغييرات المنتظرة: ${count}`,
  found: (count) => `على هذا الجهاز تغييرات لم تصل إلى البوابة (${count}). هل تُستخدم؟`, use: 'استخدامها', discard: 'المتابعة من دونها',
  asOf: (time) => `تتابع من ${time}.`,
  superseded: 'فُتحت هذه الدورة في مكان آخر وتستمر هناك. ما تفعله هنا لم يعد يُحتسب. يمكنك إغلاق هذه الصفحة.', over: 'انتهت جلسة الدورة هذه. افتح الدورة من جديد للمتابعة؛ ما ينتظر هنا محفوظ.',
  withdrawn: 'سُحبت هذه الدورة إذ عُثر فيها على ما هو ضار، وأُبلغ القائمون عليها. ويبقى ما أنجزته حتى الآن؛ أغلق هذه الصفحة.',
  finished: 'انتهى هذا الجزء.', left: 'حُفظ موضعك. يمكنك إغلاق هذه الصفحة.', courseOver: 'انتهت الدورة.', broken: 'تعذّر فتح الدورة الآن. تحقق من الاتصال وحاول مجددًا.', again: 'المحاولة مجددًا', choose: 'اختر من أين تتابع.',
};

export const textsOf = (locale: string): Texts => (locale === 'ar' ? arabic : english);
