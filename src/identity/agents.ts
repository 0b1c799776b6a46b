// In this order: each of them also calls itself by the names of those below.
const browsers = [['Edg', 'Edge'], ['OPR', 'Opera'], ['SamsungBrowser', 'Samsung Internet'], ['FxiOS', 'Firefox'], ['Firefox', 'Firefox'], ['CriOS', 'Chrome'], ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const;
const systems = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']] as const;

/** The family of a browser and its system, 'Firefox on Linux': enough to know one's own by, and nothing to follow people with. */
export function agentFamily(userAgent: string | undefined): string | null {
  const said = userAgent ?? '';
  const browser = browsers.find(([mark]) => said.includes(`${mark}/`))?.[1];
  const system = systems.find(([mark]) => said.includes(mark))?.[1];
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? null);
}
