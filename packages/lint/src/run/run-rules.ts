import type { Steps } from '@secl/logic';
import { fillMessage, type Location } from '@secl/text';
import type { LintConfig } from '../config.ts';
import type { Extras, LintContext, LintRule, OptionKind } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { sameFinding } from '../finding-order.ts';
import { askedOf, categoryOf, levelFor, optionFor } from '../settings-for.ts';
import type { LintedExpression, LintedFile, LintedMacro, LintedRule, LintedSet } from '../view/linted.ts';
import { lastThings } from '../view/of-the-last.ts';

/** What a check looks at. Its names are looked up only where something is said about it. */
interface Looking {
  at: LintedRule | LintedMacro | LintedFile | LintedSet;
}

export interface RuleFindings {
  readonly found: readonly Finding[];
  /** What loading says and a lint rule says better, as keys of `sameFinding`. */
  readonly saidBetter: ReadonlySet<string>;
}

/**
 * What the lint rules find in a rule set, in no order. Those that are off in all of its files are not run. All rules look at
 * one thing before the next: what they make of it is at hand, and soon forgotten.
 */
export function* runRules(
  set: LintedSet,
  rules: readonly LintRule[],
  config: LintConfig,
): Steps<RuleFindings> {
  // One for all checks, as there are thousands: they look at one thing after the other.
  const looking: Looking = { at: set };
  const saidBetter = new Set<string>();
  const runs = rules
    .filter((rule) => set.files.some(({ name }) => levelFor(askedOf(rule), name, config) !== 'off'))
    .map((rule) => runOf(rule, looking, set, config, saidBetter));
  const asking = <Needs extends LintRule['needs']>(needs: Needs): readonly Run<AskingFor<Needs>>[] =>
    runs.filter((run): run is Run<AskingFor<Needs>> => run.rule.needs === needs);
  yield* lookAt(expressionsOf(set), ({ owner }) => owner, asking('expression'), looking);
  yield* lookAt(set.rules, (rule) => rule, asking('rule'), looking);
  yield* lookAt(set.macros, (macro) => macro, asking('macro'), looking);
  yield* lookAt(set.files, (file) => file, asking('file'), looking);
  yield* lookAt([set], (whole) => whole, asking('rule-set'), looking);
  return { found: runs.flatMap(({ found }) => found), saidBetter };
}

/**
 * What every check makes of every subject. Each check looks at a few subjects before the next one does, so that what it is
 * made of is at hand; after all have, there is a step.
 */
function* lookAt<Subject>(
  subjects: readonly Subject[],
  ownerOf: (subject: Subject) => Looking['at'],
  checks: readonly Looker<Subject>[],
  looking: Looking,
): Steps<void> {
  for (let start = 0; start < subjects.length; start += lastThings) {
    const few = subjects.slice(start, start + lastThings);
    for (const { at, steps } of begun(few, few.map(ownerOf), checks, looking)) {
      looking.at = at;
      yield* steps;
    }
    yield;
  }
}

interface Begun {
  readonly at: Looking['at'];
  readonly steps: Steps<void>;
}

/** What is left to do where looking takes long. A function of its own, as those that yield are slow for as long as this runs. */
function begun<Subject>(
  subjects: readonly Subject[],
  owners: readonly Looking['at'][],
  checks: readonly Looker<Subject>[],
  looking: Looking,
): readonly Begun[] {
  const left: Begun[] = [];
  for (const run of checks) {
    for (let index = 0; index < subjects.length; index++) {
      const at = owners[index] as Looking['at'];
      looking.at = at;
      const steps = run.check(subjects[index] as Subject, run.context);
      if (steps !== undefined) left.push({ at, steps });
    }
  }
  return left;
}

type AskingFor<Needs extends LintRule['needs']> = Extract<LintRule, { needs: Needs }>;

/** A rule at work. */
interface Run<Rule extends LintRule = LintRule> {
  readonly rule: Rule;
  /** The rule's: looked up once, as rules are objects of many shapes and it is called tens of thousands of times. */
  readonly check: Rule['check'];
  readonly context: LintContext;
  readonly found: Finding[];
}

interface Looker<Subject> {
  check(subject: Subject, context: LintContext): Steps<void> | void;
  readonly context: LintContext;
}

function runOf(
  rule: LintRule,
  looking: Looking,
  set: LintedSet,
  config: LintConfig,
  saidBetter: Set<string>,
): Run {
  const found: Finding[] = [];
  return {
    rule,
    check: rule.check,
    found,
    context: contextOf(rule, looking, set, config, found, saidBetter),
  };
}

/** The file whose options count; for a whole rule set that of its first. */
function documentOf({ at }: Looking): string {
  if ('kind' in at) return at.file.name;
  return 'files' in at ? (at.files[0]?.name ?? '') : at.name;
}

function expressionsOf({ rules, macros }: LintedSet): readonly LintedExpression[] {
  return [
    ...macros.flatMap(({ expression }) => expression ?? []),
    ...rules.flatMap(({ expressions }) => expressions),
  ];
}

function contextOf(
  rule: LintRule,
  looking: Looking,
  set: LintedSet,
  config: LintConfig,
  found: Finding[],
  saidBetter: Set<string>,
): LintContext {
  const asked = askedOf(rule);
  const option = (name: string): OptionKind['default'] => {
    const value = optionFor(rule, name, documentOf(looking), config);
    if (value === undefined) throw new Error(`${rule.id} declares no option ${name}`);
    return value;
  };
  return {
    report(place, message, values = {}, extras = {}) {
      const severity = levelFor(asked, place.document, config);
      if (severity === 'off') return;
      const subject = 'kind' in looking.at ? looking.at.id : '';
      found.push(finding(rule, subject, set, place, severity, message, values, extras));
      for (const problem of extras.insteadOf ?? []) saidBetter.add(sameFinding(problem));
    },
    flag: (name) => option(name) === true,
    number: (name) => Number(option(name)),
    text: (name) => String(option(name)),
    list(name) {
      const value = option(name);
      return typeof value === 'object' ? value : [String(value)];
    },
  };
}

function finding(
  rule: LintRule,
  subject: string,
  set: LintedSet,
  place: Location,
  severity: Finding['severity'],
  message: string,
  values: Readonly<Record<string, string | number>>,
  { related = [], fix, subject: about, targets = [] }: Extras,
): Finding {
  const text = rule.messages[message];
  if (text === undefined) throw new Error(`${rule.id} declares no message ${message}`);
  return {
    code: rule.id,
    category: categoryOf(rule.id),
    severity,
    message: fillMessage(text, values),
    place,
    related,
    ...(fix === undefined ? {} : { fix }),
    subject: about ?? subject,
    ruleSets: [set.name],
    targets,
  };
}
