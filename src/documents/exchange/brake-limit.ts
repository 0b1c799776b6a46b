/** More files than this within an hour are many for anybody. */
const most = 100;
/** Fewer are many for nobody, whatever is usual. */
const least = 30;
/** So many times what is usual is unusual. */
const factor = 10;

/** How many files somebody takes within an hour before they are asked who they are. @param usual the median of their hours of the last 30 days, null without any */
export const limitOf = (usual: number | null): number => (usual === null ? most : Math.min(most, Math.max(least, factor * usual)));
