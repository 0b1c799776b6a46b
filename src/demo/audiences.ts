/** Named audiences of the demonstration. `by` is the e-mail address of the official who names one. */
export const demoAudiences: readonly { by: string; name: string; expression: string; shared: boolean }[] = [
  { by: 'd.lee@secretariat.example.org', name: 'Sea routes group', expression: '{AUS, BGD, IDN, LKA, MMR, MYS, THA}', shared: true },
  { by: 'd.lee@secretariat.example.org', name: 'Ad hoc group and Canada', expression: 'AHG ∪ {CAN}', shared: true },
  { by: 'd.lee@secretariat.example.org', name: 'Document examiners', expression: '{ARE, AUS, HKG, IDN, JPN, KOR, MYS, NZL, SGP, THA, VNM, IOM}', shared: true },
  { by: 'k.tran@aus.example.org', name: 'Northern approaches', expression: '{AUS, IDN, PNG, TLS}', shared: false },
];
