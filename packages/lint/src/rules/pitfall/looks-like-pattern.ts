/**
 * `*` beside a word, a dot or a slash, or in a path of Windows; `* * * * *` and `*` alone are what command lines and
 * crontabs hold.
 */
export function looksLikePattern(value: string): boolean {
  if (!value.includes('*')) return false;
  if (/^([A-Za-z]:|\\Device)\\(.*\\)?\*/.test(value)) return true;
  return /[\w./-]\*|\*[\w./-]/.test(value) && !/(^|\s)\*\s/.test(value);
}
