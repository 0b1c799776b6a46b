// A browser beside two cores meets a stall of the machine now and then: where all must hold before a change lands, its tests have a second try, which is
// told (global-second-tries.ts). Whoever works on something sees the first.
const { jest: here } = import.meta as unknown as { jest: typeof jest };
if (process.env.CI && expect.getState().testPath?.includes('/test/browser/')) here.retryTimes(1, { logErrorsBeforeRetry: true });
