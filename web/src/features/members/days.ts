/** Days of membership begin at midnight UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** So many days after a day; ISO dates. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Whether a span of days, its end excluded, holds a day. */
export const holds = ({ from, to }: { from: string | null; to: string | null }, day: string): boolean => (from === null || from <= day) && (to === null || day < to);
