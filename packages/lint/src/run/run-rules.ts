import { fillMessage, type Location } from '@secl/text';
import type { LintConfig } from '../config.ts';
import type { Extras, LintContext, LintRule, OptionKind } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { askedOf, categoryOf, levelFor, optionFor } from '../settings-for.ts';
import type { LintedExpression, LintedFile, LintedMacro, LintedRule, LintedSet } from '../view/linted.ts';

/** What a check looks at, by the file that it stands in and the name of the rule or macro. */
interface Subject {
  document: string;
  name: string;
}

/** What the lint rules find in a rule set, in no order. Those that are off in all of its files are not run. */
export function runRules(set: LintedSet, rules: readonly LintRule[], config: LintConfig): readonly Finding[] {
  const found: Finding[] = [];
  const expressions = expressionsOf(set);
  for (const rule of rules) {
    const asked = askedOf(rule);
    if (set.files.every(({ name }) => levelFor(asked, name, config) === 'off')) continue;
    runRule(rule, set, expressions, config, found);
  }
  return found;
}

function runRule(
  rule: LintRule,
  set: LintedSet,
  expressions: readonly LintedExpression[],
  config: LintConfig,
  found: Finding[],
): void {
  // One for all that the rule looks at, as there are thousands: checks look at one after the other.
  const subject: Subject = { document: '', name: '' };
  const context = contextOf(rule, subject, set, config, found);
  const of = ({ file, id }: { readonly file: LintedFile } & (LintedRule | LintedMacro)): void => {
    subject.document = file.name;
    subject.name = id;
  };
  switch (rule.needs) {
    case 'expression':
      for (const each of expressions) {
        of(each.owner);
        rule.check(each, context);
      }
      break;
    case 'rule':
      for (const each of set.rules) {
        of(each);
        rule.check(each, context);
      }
      break;
    case 'macro':
      for (const each of set.macros) {
        of(each);
        rule.check(each, context);
      }
      break;
    case 'file':
      for (const each of set.files) {
        subject.document = each.name;
        rule.check(each, context);
      }
      break;
    case 'rule-set':
      subject.document = set.files[0]?.name ?? '';
      rule.check(set, context);
  }
}

function expressionsOf({ rules, macros }: LintedSet): readonly LintedExpression[] {
  return [
    ...macros.flatMap(({ expression }) => expression ?? []),
    ...rules.flatMap(({ expressions }) => expressions),
  ];
}

function contextOf(
  rule: LintRule,
  subject: Readonly<Subject>,
  set: LintedSet,
  config: LintConfig,
  found: Finding[],
): LintContext {
  const asked = askedOf(rule);
  const option = (name: string): OptionKind['default'] => {
    const value = optionFor(rule, name, subject.document, config);
    if (value === undefined) throw new Error(`${rule.id} declares no option ${name}`);
    return value;
  };
  return {
    report(place, message, values = {}, extras = {}) {
      const severity = levelFor(asked, place.document, config);
      if (severity === 'off') return;
      found.push(finding(rule, subject.name, set, place, severity, message, values, extras));
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
