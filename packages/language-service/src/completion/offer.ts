import type { CompletionItemKind } from 'vscode-languageserver-types';

/** Something that can be written, before it is known how it is written where it goes. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Lower ones come first. */
  readonly rank: number;
  /** Their order among those of one rank; that of their labels where nothing is said. */
  readonly order?: string;
  readonly insert: string;
  /** `insert` has places to fill in: `$0`, `${1:name}`. */
  readonly snippet?: boolean;
  readonly detail?: string;
  /** What people may type to find it, beside its label. */
  readonly search?: string;
  /** What its documentation is about, worked out when it is asked for. */
  readonly about?: About;
}

export type About = {
  readonly kind: 'field' | 'constant' | 'macro' | 'variable';
  readonly name: string;
};
