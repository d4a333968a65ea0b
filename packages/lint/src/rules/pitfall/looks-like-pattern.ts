/** `*` beside a word, a dot or a slash; `* * * * *` and `*` alone are what command lines and crontabs hold. */
export function looksLikePattern(value: string): boolean {
  return /[\w./-]\*|\*[\w./-]/.test(value) && !/(^|\s)\*\s/.test(value);
}
