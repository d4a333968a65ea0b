/** Texts that are to stay as they are, because a rule looks for them. */
export interface KeptWords {
  has(text: string): boolean;
}

/** Strings of the rule language: in double quotes, after `~` or `r` as patterns. */
const STRINGS = /"((?:[^"\\]|\\.)*)"/g;
const PARTS = /[^/\s*?,;|()[\]{}^$\\=]+/g;

/**
 * What the strings of rules are made of: a path is kept by its parts, so `/root/.ssh/authorized_keys` keeps `.ssh` and
 * `authorized_keys` wherever they stand. `texts`: expressions, and words by themselves in quotes.
 */
export function keptWords(texts: Iterable<string>): KeptWords {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [, string = ''] of text.matchAll(STRINGS)) {
      words.add(string);
      for (const [part] of string.matchAll(PARTS)) words.add(part);
    }
  }
  return { has: (text) => words.has(text) };
}
