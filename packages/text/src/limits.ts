/** What a reader takes on. A default policy has 220,000 characters and nests 6 deep. */
export const limits = {
  /** UTF-16 units of a YAML or JSON text. */
  characters: 16 * 1024 * 1024,
  /** UTF-16 units of an HCL text, which people write by hand. */
  hclCharacters: 2 * 1024 * 1024,
  /** UTF-16 units of one HCL value, its texts apart, that the grammar is asked about: a policy of a thousand rules. */
  hclExpression: 64 * 1024,
  /** Lists and mappings inside one another. */
  depth: 200,
  /** Values of a YAML document once its aliases are written out. */
  values: 100_000,
  /** Tokens of a YAML document: each costs memory of its own, and brackets are cheap to write. */
  tokens: 4_000_000,
} as const;
