const english = {
  dir: 'ltr',
  title: 'Sign in',
  language: 'Language',
  demo: 'Demonstration data: invented people and records. Not a system of any real forum.',
  say: 'Every record says who can see it, and why.',
  sub: 'The exchange of documents, contacts and training between the members of a regional forum. Nothing is released by omission.',
  whom: 'For nominated officials of members and observers.',
  officials: 'Try it as one of these officials',
  click: 'A click signs you in. They are invented; so is everything they hold.',
  or: 'or',
  email: 'Work e-mail',
  password: 'Password',
  recorded: 'Use is recorded. No nationally classified information belongs here.',
  foot: 'Focalpoint demonstration, from public documents. Use is recorded.',
  footReal: 'Focalpoint. Use is recorded.',
};

const arabic: typeof english = {
  dir: 'rtl',
  title: 'تسجيل الدخول',
  language: 'اللغة',
  demo: 'بيانات توضيحية: أشخاص وسجلات من نسج الخيال. ليس نظاماً لأي منتدى حقيقي.',
  say: 'كل سجل يبيّن من يمكنه الاطلاع عليه ولماذا.',
  sub: 'تبادل الوثائق وجهات الاتصال والتدريب بين أعضاء منتدى إقليمي. لا يُتاح شيء سهواً.',
  whom: 'للمسؤولين المعيّنين من الأعضاء والمراقبين.',
  officials: 'جرّب بصفة أحد هؤلاء المسؤولين',
  click: 'نقرة واحدة تكفي للدخول. هم وكل ما لديهم من نسج الخيال.',
  or: 'أو',
  email: 'بريد العمل',
  password: 'كلمة المرور',
  recorded: 'يُسجَّل الاستخدام. لا مكان هنا لمعلومات مصنفة وطنياً.',
  foot: 'عرض توضيحي من وثائق عامة. يُسجَّل الاستخدام.',
  footReal: 'يُسجَّل الاستخدام.',
};

/** The texts of the one page the server writes itself. */
export const texts = (language: string): typeof english => (language === 'ar' ? arabic : english);
