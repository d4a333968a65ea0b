/** Light or dark: as the reader's system has it, until the reader says otherwise. */

const key = 'secl-coverage-theme';
export type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

/** Pages opened from a disk may have no storage. */
function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

export function themeNow(): Theme {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return system.matches ? 'dark' : 'light';
}

/** What the reader said the last time; before anything is drawn, so that nothing flashes. */
export function recallTheme(): void {
  const own = stored();
  if (own !== undefined) document.documentElement.dataset.theme = own;
}

export function onSystemTheme(changed: () => void): void {
  system.addEventListener('change', changed);
}

export function switchTheme(): void {
  const next = themeNow() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // It holds until the page is closed.
  }
}
