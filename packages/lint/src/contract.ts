import type { Steps } from '@secl/logic';
import type { Fix, Location, Problem } from '@secl/text';
import type { Category, Loudness } from './level.ts';
import type { LintedExpression, LintedFile, LintedMacro, LintedRule, LintedSet } from './view/linted.ts';

/** What a lint rule lets its users set. */
export type OptionKind =
  | { readonly kind: 'flag'; readonly default: boolean; readonly about: string }
  | { readonly kind: 'number'; readonly default: number; readonly about: string }
  | { readonly kind: 'text'; readonly default: string; readonly about: string }
  | { readonly kind: 'list'; readonly default: readonly string[]; readonly about: string };

export type OptionValue = boolean | number | string | readonly string[];

/** What every lint rule says of itself; its page has the rest. */
export interface LintRuleFacts {
  /** `category/name`, which is its folder, too. */
  readonly id: `${Category}/${string}`;
  /** A few words, for a table of contents. */
  readonly title: string;
  /** How loud it is in the preset `recommended`. */
  readonly level: Loudness | 'off';
  /** How loud it is in the preset `strict`, where that is not the same. */
  readonly strict?: Loudness;
  /** The first agent to which it applies, where that is not the oldest: `7.57`. */
  readonly since?: string;
  /** One sentence each, with `{name}` placeholders: what was found, and what comes of it. */
  readonly messages: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, OptionKind>>;
}

interface Check<Needs extends string, Subject> extends LintRuleFacts {
  readonly needs: Needs;
  /** Steps, where looking at one subject takes long. */
  check(subject: Subject, context: LintContext): Steps<void> | void;
}

/**
 * A lint rule, by what it has to see: one typed `expression` (of a rule, a macro, a filter or a value; only those that
 * some agent compiles), one `rule` or `macro` as it is written, one `file`, or the whole `rule-set` with what becomes of
 * it on its targets.
 */
export type LintRule =
  | Check<'expression', LintedExpression>
  | Check<'rule', LintedRule>
  | Check<'macro', LintedMacro>
  | Check<'file', LintedFile>
  | Check<'rule-set', LintedSet>;

export interface Extras {
  readonly related?: Problem['related'];
  readonly fix?: Fix<Location> | undefined;
  /** The rule or macro that it is about, where that is not the one that is looked at. */
  readonly subject?: string;
  /** Names of the targets that it holds for, where those are not all. */
  readonly targets?: readonly string[];
  /** What loading says of the same mistake and says less well: it is left out, so that one mistake is one finding. */
  readonly insteadOf?: readonly Problem[];
}

/** What a check is given beside its subject. */
export interface LintContext {
  /** `message` is a key of the rule's messages. */
  report(
    place: Location,
    message: string,
    values?: Readonly<Record<string, string | number>>,
    extras?: Extras,
  ): void;
  /** Options of the rule, as they are set for the file that is looked at. */
  flag(option: string): boolean;
  number(option: string): number;
  text(option: string): string;
  list(option: string): readonly string[];
}
