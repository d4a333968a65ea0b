import type { Location } from '@secl/text';

/** What policies can be written as. */
export const targets = [
  'policy',
  'configmap',
  'helm',
  'terraform',
  'terraform-json',
  'api',
  'rule-files',
  'archive',
] as const;
export type ConversionTarget = (typeof targets)[number];

/** What conversion makes: the same sources give the same bytes. */
export interface Conversion {
  readonly files: readonly WrittenFile[];
  /** In the order of the sources. */
  readonly changes: readonly Change[];
  /** How many rules and macros were written. */
  readonly rules: number;
  readonly macros: number;
}

export interface WrittenFile {
  /** What to call it, without a folder. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Something of the source that does not stand in the target as it stood there. */
export interface Change {
  /** `lost`: what was asked for is gone. `rewritten`: the same, said in another way. */
  readonly kind: 'lost' | 'rewritten';
  /** The id of the rule or macro; empty for what is about none. */
  readonly subject: string;
  /** As policy files call it: `filters`, `actions.kill`; `rule` where all of it is left out. */
  readonly key: string;
  /** One sentence: what happens, and what comes of it. */
  readonly message: string;
  /** In the document that was read; see {@link outward}. */
  readonly place: Location;
}
