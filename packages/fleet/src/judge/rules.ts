/** The rules of all policies together, each id once. */
import { attack } from '@secl/model';
import type { RuleDefinition } from '@secl/policy';
import type { Span } from '@secl/text';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import type { Place, ReportedRule } from '../report/report.ts';
import type { Places } from './places.ts';

/** Rules go by their id, and by their place where they have none. */
export function ruleKey(id: string, document: string, start: number): string {
  return id === '' ? `${document}:${start}` : id;
}

export type KnownRule = Pick<
  ReportedRule,
  | 'id'
  | 'policy'
  | 'place'
  | 'expression'
  | 'expressionPlace'
  | 'description'
  | 'tags'
  | 'productTags'
  | 'severity'
  | 'tactics'
  | 'techniques'
> & { readonly key: string };

/** In the order of the files; the first definition with an expression is the one that is shown. */
export function rulesOf(policies: readonly FleetPolicy[], places: Places): readonly KnownRule[] {
  const rules = new Map<string, KnownRule>();
  for (const [index, { policy }] of policies.entries()) {
    for (const definition of policy.file.rules) {
      const rule = ruleOf(definition, index, policy.file.name, places);
      const known = rules.get(rule.key);
      if (known === undefined) rules.set(rule.key, rule);
      else if (known.expression === '' && rule.expression !== '') rules.set(rule.key, rule);
    }
  }
  return [...rules.values()];
}

function ruleOf(
  { id, expression, description, tags, productTags, offset, range }: RuleDefinition,
  policy: number,
  document: string,
  places: Places,
): KnownRule {
  const name = id?.value ?? '';
  const at = id?.range ?? range;
  const placeOf = ({ start, end }: Span): Place =>
    places.at({ document, range: { start: start + offset, end: end + offset } });
  const place = placeOf(at);
  const own = tags.map(({ key, value }) => ({ key, value }));
  // Default policies have their tags as texts with a colon.
  const written = productTags.map(({ value }) => ({
    key: value.replace(/:.*/s, ''),
    value: value.includes(':') ? value.slice(value.indexOf(':') + 1) : '',
  }));
  const both = [...own, ...written];
  return {
    key: ruleKey(name, document, offset + range.start),
    id: name === '' ? `(no id, line ${place.line})` : name,
    policy,
    place,
    expression: expression?.value ?? '',
    expressionPlace: expression === undefined ? null : placeOf(expression.range),
    description: description?.value ?? '',
    tags: Object.fromEntries(own.map((tag) => [tag.key, tag.value])),
    productTags: productTags.map(({ value }) => value),
    severity: (both.find((tag) => tag.key === 'severity')?.value ?? '').toLowerCase(),
    tactics: idsIn(both, /\bTA\d{4}\b/g),
    techniques: techniquesIn(both),
  };
}

type Tags = readonly { readonly key: string; readonly value: string }[];

/** Tags such as `tactic: TA0002-execution`, in whatever tag they stand. */
function idsIn(tags: Tags, pattern: RegExp): readonly string[] {
  return [...new Set(tags.flatMap(({ value }) => value.match(pattern) ?? []))].sort();
}

/** Retired ids count as those that replaced them. */
function techniquesIn(tags: Tags): readonly string[] {
  const ids = idsIn(tags, /\bT\d{4}(?:\.\d{3})?\b/g);
  return [...new Set(ids.map((id) => attack().replacement(id) ?? id))].sort();
}
