import type { Location } from './span.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * Something that is wrong, at a place. `Place` is a Span while the text of one expression is looked at, and a
 * Location in everything that leaves for a user.
 */
export interface ProblemAt<Place> {
  /** Stable, `room/name`; the documentation has a page for each. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what was found, what was expected. Plain text, not escaped for any output. */
  readonly message: string;
  readonly place: Place;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  readonly fix?: Fix<Place>;
  /** The text that an agent reports for the same mistake, where it has one. */
  readonly agent?: string;
  /** What the message calls the agents that it is about, where it names some: a version, or a span of versions, each. */
  readonly onAgents?: readonly string[];
}

export interface Fix<Place> {
  /** Imperative: "write `==`". */
  readonly title: string;
  /** `safe` keeps the meaning that agents give the rule, or mends what no agent accepts; `suggested` needs a look. */
  readonly kind: 'safe' | 'suggested';
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
}

export type Problem = ProblemAt<Location>;

/** What is declared once for every code: see `problems.ts` of each room. Documentation pages are made from it. */
export interface ProblemKind {
  readonly severity: Severity;
  /** A few words, for a table of contents. */
  readonly title: string;
  /** With `{name}` placeholders. */
  readonly message: string;
  /** Why it is so, what the agent does, what to do instead. Markdown. */
  readonly explanation: string;
  readonly avoid: string;
  readonly prefer: string;
}

/** Fills the `{name}` placeholders of a declared message. */
export function fillMessage(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
