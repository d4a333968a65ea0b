/**
 * An event that differs from another one in as little as possible, so that a comparison of the rule comes out otherwise and
 * decides: what people call a near miss.
 */

import type { RecordElement, RecordValue } from '@secl/events';
import { readsOf } from '@secl/logic';
import type { Value } from '@secl/model';
import type { Atom } from '../coverage/condition-tree.ts';
import { decidingProposition } from '../coverage/deciding.ts';
import { seen } from '../coverage/outcomes.ts';
import type { Draft } from './draft.ts';
import { nameIn } from './draft-values.ts';
import { neighboursOf } from './neighbours.ts';
import { regexpSamples } from './regexp-sample.ts';
import type { RuleOnDraft } from './rule-on-draft.ts';
import { solution } from './solution.ts';

/** Near `bases`, the first of which is preferred; undefined where none was found, which proves nothing. */
export function nearDraft(
  on: RuleOnDraft,
  atom: Atom,
  value: boolean,
  bases: readonly Draft[],
): Draft | undefined {
  const wanted = value ? seen.decidesTrue : seen.decidesFalse;
  const decides = (draft: Draft): boolean => ((on.outcomes(draft)[atom.index] ?? 0) & wanted) !== 0;
  for (const base of bases) {
    for (const draft of changed(base, atom)) if (decides(draft)) return draft;
  }
  const proposition = decidingProposition(on.tree, atom, value, on.rule.checked);
  return solution(proposition, decides, (own) => [...bases.map((base) => within(base, own)), own]);
}

/** The base with what the example says in its place. */
function within(base: Draft, own: Draft): Draft {
  return {
    ...own,
    values: { ...base.values, ...own.values },
    ancestors: own.ancestors.length > 0 ? own.ancestors : base.ancestors,
    variables: { ...base.variables, ...own.variables },
  };
}

/** The base with other values in one thing that the comparison reads. */
function* changed(base: Draft, atom: Atom): Generator<Draft> {
  for (const { name, iterator, zero } of readNames(atom)) {
    if (iterator === ancestorsName) {
      for (const ancestors of changedElements(base.ancestors, name)) yield { ...base, ancestors };
    } else if (iterator !== undefined) {
      const elements = base.values[iterator];
      if (!isElements(elements)) continue;
      for (const other of changedElements(elements, name)) {
        yield { ...base, values: { ...base.values, [iterator]: other } };
      }
    } else if (name.startsWith('${')) {
      const variable = name.slice(2, -1);
      for (const value of neighboursOf(base.variables[variable] ?? zero))
        yield { ...base, variables: { ...base.variables, [variable]: value } };
    } else {
      const there = nameIn(base, name);
      const before = base.values[there] ?? zero;
      if (isElements(before)) continue;
      for (const value of [...neighboursOf(before), ...joined(before, atom)])
        yield { ...base, values: { ...base.values, [there]: value } };
    }
  }
}

/** A text with what the comparison is after: `.lock` behind a name that another comparison asks for. */
function joined(before: RecordValue, { condition }: Atom): readonly string[] {
  if (typeof before !== 'string' || condition.kind !== 'test' || condition.test !== 'match') return [];
  const sought = condition.matchers.slice(0, mostMatchers).flatMap((each) => {
    if (each.kind === 'regexp') return regexpSamples(each.value);
    return each.kind === 'scalar' ? [each.value] : [each.value.replaceAll('*', '')];
  });
  return sought.flatMap((text) => [`${before}${text}`, `${text}${before}`]);
}

const mostMatchers = 20;

const ancestorsName = 'process.ancestors';

function isElements(value: RecordValue | undefined): value is readonly RecordElement[] {
  return typeof value === 'object' && value.some((each) => typeof each === 'object');
}

function* changedElements(
  elements: readonly RecordElement[],
  key: string,
): Generator<readonly RecordElement[]> {
  for (const [index, element] of elements.entries()) {
    const before = element[key];
    if (before === undefined) continue;
    for (const value of neighboursOf(before)) {
      yield elements.map((each, other) => (other === index ? { ...each, [key]: value } : each));
    }
  }
}

interface ReadName {
  /** Of a field; within its iterator, if it has one; a variable as `${name}`. */
  readonly name: string;
  readonly iterator: string | undefined;
  readonly zero: Value;
}

function readNames({ condition }: Atom): readonly ReadName[] {
  return readsOf(condition).map((read) => {
    const zero = read.array && read.type !== 'bool' ? [] : zeros[read.type];
    if (read.kind === 'variable') return { name: `\${${read.name}}`, iterator: undefined, zero };
    const { field } = read;
    const name = field.lengthOf ?? field.name;
    if (field.iterator === null) return { name, iterator: undefined, zero };
    return { name: name.slice(field.iterator.length + 1), iterator: field.iterator, zero };
  });
}

const zeros = { string: '', int: 0, bool: false, ip: '' } as const;
