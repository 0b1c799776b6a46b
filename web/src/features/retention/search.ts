export const views = ['waiting', 'due', 'held', 'gone'] as const;
export type View = (typeof views)[number];
export interface RetentionSearch { show?: View }

/** The view the address names; the first one when it names none. */
export const retentionSearch = (raw: Record<string, unknown>): RetentionSearch => {
  const show = views.find((view) => view === raw.show);
  return show && show !== 'waiting' ? { show } : {};
};
