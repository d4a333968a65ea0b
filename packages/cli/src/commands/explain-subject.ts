/** What `explain` and `eval` are about: an expression as it was typed, or a rule of a rule set. */
import {
  builtinVariables,
  type CheckedMacro,
  type CheckedRule,
  type CheckScope,
  checkRule,
  type ExpressionProblem,
  type Parsed,
  parseRule,
  type VariableType,
} from '@secl/language';
import { type Catalogue, catalogue, type Facts } from '@secl/model';
import {
  expansionsOf,
  type Home,
  minorOf,
  newestAdmitted,
  type PolicyFile,
  type RuleSet,
  type RuleVerdict,
  type VariableDefinition,
} from '@secl/policy';
import type { Problem, Span } from '@secl/text';
import type { Found, NamedTarget } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { loadedRuleSet } from '../one-rule-set.ts';
import type { PolicyFlags } from '../policies.ts';
import { type ChosenRuleSet, workspaceOf } from '../policies-run.ts';
import { count } from '../report/markdown.ts';
import type { TargetFlags } from '../target.ts';
import { targetOfFlags } from '../target-run.ts';
import { quoted, someOf } from './fields-print.ts';
import { similarNames } from './fields-search.ts';

export interface Subject {
  /** Undefined for an expression that was typed. */
  readonly rule: RuleVerdict | undefined;
  /** The expression as it stands, YAML's own marks taken away. */
  readonly text: string;
  /** One; for a rule on `fim.write.file.` one for each event type that it stands for. */
  readonly compiled: readonly Compiled[];
  /** Why it is not accepted. */
  readonly problems: readonly Problem[];
  /** Texts that the problems stand in. */
  readonly texts: ReadonlyMap<string, string>;
  /** The user's file for those of them that are a part of one. */
  readonly homes: ReadonlyMap<string, Home>;
  readonly target: NamedTarget;
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  readonly variables: ReadonlyMap<string, VariableDefinition>;
}

export interface Compiled {
  readonly parsed: Parsed;
  readonly checked: CheckedRule;
  readonly toOriginal: (span: Span) => Span;
}

export interface SubjectFlags extends PolicyFlags, TargetFlags {
  readonly rule?: string;
}

/** The name under which places in a typed expression are shown. */
export const expressionName = 'expression';

/**
 * A rule (`--rule`, of `paths`, `--policies` or the workspace), else the expression. Names of macros and variables in an
 * expression are those of the rule set, where one is named; `more` has variables from elsewhere.
 */
export async function subjectOf(
  context: CliContext,
  flags: SubjectFlags,
  expression: string | undefined,
  paths: readonly string[] = [],
  more: ReadonlyMap<string, VariableType> = new Map(),
): Promise<Found<Subject>> {
  const wantsRules =
    flags.rule !== undefined ||
    (flags.policies ?? []).length + (flags.ruleSet ?? []).length > 0 ||
    flags.default !== undefined;
  if (!wantsRules) {
    const workspace = flags.target === undefined ? undefined : await workspaceOf(context);
    if (workspace?.ok === false) return workspace;
    const target = targetOfFlags(flags, workspace?.value.config);
    if (!target.ok) return target;
    return { ok: true, value: typed(expression ?? '', target.value, undefined, more) };
  }
  const loaded = await loadedRuleSet(context, flags, paths);
  if (!loaded.ok) return loaded;
  const { chosen, target, rules } = loaded.value;
  if (flags.rule === undefined) return { ok: true, value: typed(expression ?? '', target, rules, more) };
  return ofRule(rules, flags.rule, target, chosen);
}

function typed(
  text: string,
  target: NamedTarget,
  ruleSet: RuleSet | undefined,
  more: ReadonlyMap<string, VariableType>,
): Subject {
  const scope = scopeOf(target, ruleSet, more);
  const compiled = compile(text, scope);
  const seen = new Set<string>();
  const problems = compiled
    .flatMap(({ checked, toOriginal }) => checked.problems.map((each) => placed(each, toOriginal)))
    .filter(({ message }) => !seen.has(message) && seen.add(message));
  return {
    rule: undefined,
    text,
    compiled,
    problems,
    texts: new Map([[expressionName, text]]),
    homes: new Map(),
    target,
    ...scope,
    variables: ruleSet?.variables ?? new Map(),
  };
}

function ofRule(
  ruleSet: RuleSet,
  id: string,
  target: NamedTarget,
  { files, texts, homes }: ChosenRuleSet,
): Found<Subject> {
  const rule = ruleSet.verdicts.find((verdict) => verdict.id === id);
  if (rule === undefined) return { ok: false, message: noSuchRule(id, ruleSet) };
  const text = rule.rule?.expression?.value.value ?? writtenExpression(id, files);
  if (text === undefined) return { ok: false, message: `the rule ${quoted(id)} has no expression` };
  const scope = scopeOf(target, ruleSet, new Map());
  const loaded = ruleSet.rules.filter((each) => each.id === id);
  return {
    ok: true,
    value: {
      rule,
      text,
      compiled: loaded.length > 0 ? loaded : compile(text, scope),
      problems: rule.state.status === 'rejected' ? rule.state.problems : [],
      texts,
      homes,
      target,
      ...scope,
      variables: ruleSet.variables,
    },
  };
}

/** Of a rule that is filtered away before definitions are put together. */
function writtenExpression(id: string, files: readonly PolicyFile[]): string | undefined {
  const definitions = files.flatMap(({ rules }) => rules.filter((each) => each.id?.value === id));
  return definitions.find(({ expression }) => expression !== undefined)?.expression?.value;
}

function noSuchRule(id: string, { verdicts }: RuleSet): string {
  const ids = verdicts.map((verdict) => verdict.id).filter((each) => each !== '');
  const similar = similarNames(id, ids, 3);
  const hint =
    similar.length > 0
      ? `did you mean ${similar.join(', ')}?`
      : ids.length > 0
        ? `there are ${someOf(ids, 12)}`
        : `the policies define ${count(0, 'rule')}`;
  return `no rule ${quoted(id)}\n  ${hint}`;
}

function scopeOf(
  { target }: NamedTarget,
  ruleSet: RuleSet | undefined,
  more: ReadonlyMap<string, VariableType>,
): CheckScope {
  const whole = catalogue(target.platform);
  return {
    catalogue: whole,
    // Where the version is open, the newest agent speaks for all; `agents` has the others.
    facts: whole.at(minorOf({ ...target, agentVersion: newestAdmitted(target) })),
    macros: ruleSet?.macros ?? new Map(),
    variables: new Map([...more, ...builtinVariables, ...(ruleSet?.variables ?? [])]),
  };
}

function compile(text: string, scope: CheckScope): readonly Compiled[] {
  const { minor } = scope.facts;
  const rewrites = scope.catalogue.rewrites.filter(
    ({ since, until }) => minor >= since && (until === null || minor <= until),
  );
  const whole = { text, toOriginal: (span: Span): Span => span };
  return (expansionsOf(text, rewrites) ?? [whole]).map(({ text: expanded, toOriginal }) => {
    const parsed = parseRule(expanded);
    return { parsed, checked: checkRule(parsed, scope), toOriginal };
  });
}

/** A problem of the typed expression as one of a document. */
function placed(found: ExpressionProblem, toOriginal: (span: Span) => Span): Problem {
  const at = (span: Span) => ({ document: expressionName, range: toOriginal(span) });
  const { code, severity, message, related, fix, agent } = found;
  return {
    code,
    severity,
    message,
    place: at(found.place),
    related: related.map((each) => ({ message: each.message, place: at(each.place) })),
    ...(agent === undefined ? {} : { agent }),
    ...(fix === undefined
      ? {}
      : { fix: { ...fix, edits: fix.edits.map((edit) => ({ text: edit.text, place: at(edit.place) })) } }),
  };
}
