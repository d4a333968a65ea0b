import { fillMessage, type Location } from '@secl/text';
import type { LintConfig } from '../config.ts';
import type { Extras, LintContext, LintRule, OptionKind } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { askedOf, categoryOf, levelFor, optionFor } from '../settings-for.ts';
import type { LintedExpression, LintedFile, LintedMacro, LintedRule, LintedSet } from '../view/linted.ts';

interface Subject {
  readonly document: string;
  readonly name: string;
}

/** What the lint rules find in a rule set, in no order. */
export function runRules(set: LintedSet, rules: readonly LintRule[], config: LintConfig): readonly Finding[] {
  const found: Finding[] = [];
  const expressions = expressionsOf(set);
  for (const rule of rules) {
    const context = (subject: Subject): LintContext => contextOf(rule, subject, set, config, found);
    switch (rule.needs) {
      case 'expression':
        for (const each of expressions) rule.check(each, context(subjectOf(each.owner)));
        break;
      case 'rule':
        for (const each of set.rules) rule.check(each, context(subjectOf(each)));
        break;
      case 'macro':
        for (const each of set.macros) rule.check(each, context(subjectOf(each)));
        break;
      case 'file':
        for (const each of set.files) rule.check(each, context({ document: each.name, name: '' }));
        break;
      case 'rule-set':
        rule.check(set, context({ document: set.files[0]?.name ?? '', name: '' }));
    }
  }
  return found;
}

function expressionsOf({ rules, macros }: LintedSet): readonly LintedExpression[] {
  return [
    ...macros.flatMap(({ expression }) => expression ?? []),
    ...rules.flatMap(({ expressions }) => expressions),
  ];
}

function subjectOf({
  file,
  id,
}: { readonly file: LintedFile; readonly id: string } & (LintedRule | LintedMacro)): Subject {
  return { document: file.name, name: id };
}

function contextOf(
  rule: LintRule,
  subject: Subject,
  set: LintedSet,
  config: LintConfig,
  found: Finding[],
): LintContext {
  const option = (name: string): OptionKind['default'] => {
    const value = optionFor(rule, name, subject.document, config);
    if (value === undefined) throw new Error(`${rule.id} declares no option ${name}`);
    return value;
  };
  return {
    report(place, message, values = {}, extras = {}) {
      const severity = levelFor(askedOf(rule), place.document, config);
      if (severity === 'off') return;
      found.push(finding(rule, subject, set, place, severity, message, values, extras));
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
  subject: Subject,
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
    subject: about ?? subject.name,
    ruleSets: [set.name],
    targets,
  };
}
