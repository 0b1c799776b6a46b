import { onPreference, preferences } from '../preferences/preferences';

/** Light or dark as chosen; without a choice the system decides. Only the attribute is set: the tokens do the rest. */
function show(): void {
  const { theme } = preferences();
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function followTheme(): void {
  show();
  onPreference(show);
}
