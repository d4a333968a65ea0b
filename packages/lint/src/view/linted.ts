import type { Node, Parsed, Typed } from '@secl/language';
import type { Leaf } from '@secl/logic';
import type { Catalogue, Facts } from '@secl/model';
import type {
  External,
  LoadedRule,
  MacroDefinition,
  Placed,
  PolicyFile,
  RuleDefinition,
  RuleSet,
  RuleVerdict,
  Target,
  Text,
} from '@secl/policy';
import type { Comment, Fix, Location, Range, Scalar, Span, SpanEdit } from '@secl/text';

export interface LintTarget {
  readonly name: string;
  readonly target: Target;
}

/** A rule set as it comes in: files in load order, and the agents that load them. */
export interface LintInput {
  readonly name: string;
  readonly files: readonly LintInputFile[];
  readonly external: External;
  /** At least one. */
  readonly targets: readonly LintTarget[];
  /** Rule sets that are loaded already, in the order of `targets`; without them the linter loads. */
  readonly loaded?: readonly RuleSet[];
}

export interface LintInputFile {
  readonly file: PolicyFile;
  /** The text that the places of `file` count in. */
  readonly text: string;
  /** What carries the policy: `policy`, `configmap`, `terraform` … */
  readonly carrier: string;
  /** The user's file whose text this is, where several policies share it. */
  readonly home?: string;
  /** The scalar of the user's file whose text this is, where one file carries policies as texts. */
  readonly outer?: OuterScalar;
  /** What loads together in a file of several policies; empty where rules of Terraform name no policy. */
  readonly group?: string;
  /** Keys that the carrier cannot hold and so are not part of the rules, with the place of the key. */
  readonly ignored?: readonly IgnoredKey[];
  /** The comments of the text, in which ignore comments are looked for. */
  readonly comments?: readonly Comment[];
}

/** Places in `document` are places of the user's file. */
export interface OuterScalar {
  readonly document: string;
  readonly text: string;
  readonly scalar: Scalar;
  /** The comments around the policies, in which ignore comments are looked for. */
  readonly comments?: readonly Comment[];
}

export interface IgnoredKey {
  readonly rule: string;
  readonly key: string;
  readonly place: Location;
}

/** A rule set loaded on one agent. */
export interface View {
  readonly target: LintTarget;
  readonly set: RuleSet;
}

export interface LintedSet {
  readonly name: string;
  readonly external: External;
  readonly files: readonly LintedFile[];
  readonly rules: readonly LintedRule[];
  readonly macros: readonly LintedMacro[];
  /** The rule set on each of its targets. */
  readonly views: readonly View[];
}

export interface LintedFile extends LintInputFile {
  readonly name: string;
  /** In file order. */
  readonly rules: readonly LintedRule[];
  readonly macros: readonly LintedMacro[];
  /** Where a range of the file's text stands; ranges of definitions count from the `offset` of their item. */
  place(range: Range, offset?: number): Location;
}

/** One definition of a rule, as it is written and as agents have it. */
export interface LintedRule {
  readonly kind: 'rule';
  /** Empty where it has none. */
  readonly id: string;
  readonly file: LintedFile;
  readonly definition: RuleDefinition;
  readonly idPlace: Location;
  /** What becomes of it on the targets of its rule set. Not there: another definition of the id counts. */
  readonly verdicts: readonly { readonly target: LintTarget; readonly verdict: RuleVerdict }[];
  /**
   * The agent that its types are taken from: the first target on which it loads; where none admits it, the newest agent
   * that does. undefined where it loads nowhere.
   */
  readonly view: View | undefined;
  /** What that agent runs for it: one, or one for each event type that `fim.write.file` stands for. */
  readonly loaded: readonly LoadedRule[];
  readonly expression: LintedExpression | undefined;
  /** That one, and those of its actions. */
  readonly expressions: readonly LintedExpression[];
  /** Where a range of the definition stands in the file. */
  place(range: Range): Location;
}

/** One definition of a macro. */
export interface LintedMacro {
  readonly kind: 'macro';
  readonly id: string;
  readonly file: LintedFile;
  readonly definition: MacroDefinition;
  readonly idPlace: Location;
  /** Its expression where it is one and compiles. */
  readonly expression: LintedExpression | undefined;
  place(range: Range): Location;
}

export type NodeOf<Kind extends Node['kind'], Each = Node> = Each extends { readonly kind: infer Own }
  ? Kind extends Own
    ? Each
    : never
  : never;

/** A text that agents compile, typed for one of them. */
export interface LintedExpression {
  readonly of: 'rule' | 'macro' | 'action-filter' | 'set-value';
  readonly owner: LintedRule | LintedMacro;
  readonly text: Placed<Text>;
  readonly parsed: Parsed;
  readonly typed: Typed;
  /** Empty for macros. */
  readonly eventType: string;
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  /** The macros that it could use. */
  readonly macros: RuleSet['macros'];
  /** All nodes of its tree, parents first. */
  readonly nodes: readonly Node[];
  /** Those of one kind, in the same order. */
  nodesOf<Kind extends Node['kind']>(kind: Kind): readonly NodeOf<Kind>[];
  /** Comparisons and other leaves that stand in the text itself, not in a macro that it uses; in source order. */
  readonly leaves: readonly Leaf[];
  /** What stands there, as written. */
  source(span: Span): string;
  /** Where a span of the text stands in the file. */
  at(span: Span): Location;
  /** A fix that replaces spans of the text, written as the scalar's style demands. */
  fix(kind: Fix<Location>['kind'], title: string, edits: readonly SpanEdit[]): Fix<Location>;
}
