import { parseRule } from '@secl/language';
import { satisfiable } from '@secl/logic';
import { agentsChange } from './agents-change.ts';
import type { Change } from './change.ts';
import { type Compiled, compiledOf, identifiersIn, macrosUsed, scopeOf } from './compiled.ts';
import { inOrder } from './ordered.ts';
import { relationOf } from './relation.ts';
import type { RuleHere } from './rule-here.ts';
import { expressionOf } from './stated.ts';
import type { TargetPair } from './target-pair.ts';
import { treeKey } from './tree-key.ts';
import { eventOnlyFor } from './witness.ts';

/** What a change of a rule's expression, or of the macros in it, means on one target. */
export function conditionChanges(was: RuleHere, is: RuleHere, pair: TargetPair): readonly Change[] {
  const [textBefore, textAfter] = [expressionOf(was), expressionOf(is)];
  const reached = eventTypesLoaded(was, is);
  if (textBefore === textAfter && pair.changedMacros.size === 0) return reached;
  const [before, after] = [parseRule(textBefore).tree.root, parseRule(textAfter).tree.root];
  const used = new Set([
    ...macrosUsed(before, pair.before.macros),
    ...macrosUsed(after, pair.after.macros),
    // A macro that is gone is a name among others.
    ...identifiersIn(before),
    ...identifiersIn(after),
  ]);
  const macros = inOrder(used).filter((id) => pair.changedMacros.has(id));
  const own = treeKey(before) !== treeKey(after);
  if (!own && macros.length === 0)
    return [...reached, ...(textBefore === textAfter ? [] : [{ kind: 'reformatted' } as const])];

  const [compiledBefore, compiledAfter] = [compiledOf(was, pair.before), compiledOf(is, pair.after)];
  const agents = agentsChange([textBefore, pair.before], [textAfter, pair.after]);
  const [sound, soundAfter] = [isSound(compiledBefore), isSound(compiledAfter)];
  // Where one of them is no condition on this target, its loading says so.
  if (sound !== soundAfter) return agents;
  if (!sound)
    return [
      {
        kind: 'condition',
        relation: 'different',
        own,
        macros,
        gained: undefined,
        lost: undefined,
        never: undefined,
        givenVariables: false,
      },
    ];
  const [typesBefore, typesAfter] = [typesOf(compiledBefore), typesOf(compiledAfter)];
  const changes: Change[] = [];
  if (typesBefore.join() !== typesAfter.join())
    changes.push({ kind: 'event-type', before: typesBefore, after: typesAfter });
  const shared = (all: readonly Compiled[], types: readonly string[]): readonly Compiled[] =>
    all.filter(({ checked }) => types.includes(checked.eventType));
  const [left, right] = [shared(compiledBefore, typesAfter), shared(compiledAfter, typesBefore)];
  const relation = relationOf(left, right);
  if (relation === 'same') {
    if (changes.length === 0) changes.push({ kind: 'rewritten', own, macros });
  } else {
    const scope = scopeOf(pair.after);
    changes.push({
      kind: 'condition',
      relation,
      own,
      macros,
      gained: relation === 'narrower' ? undefined : eventOnlyFor(right, left, scope),
      lost: relation === 'wider' ? undefined : eventOnlyFor(left, right, scopeOf(pair.before)),
      never: isNever(compiledAfter) ? 'after' : isNever(compiledBefore) ? 'before' : undefined,
      givenVariables: false,
    });
  }
  return [...changes, ...agents];
}

function isSound(compiled: readonly Compiled[]): boolean {
  return compiled.length > 0 && compiled.every(({ proposition }) => proposition !== undefined);
}

function isNever(compiled: readonly Compiled[]): boolean {
  return compiled.every(({ proposition }) => proposition !== undefined && satisfiable(proposition) === 'no');
}

function typesOf(compiled: readonly Compiled[]): readonly string[] {
  return inOrder(new Set(compiled.map(({ checked }) => checked.eventType)));
}

/** A rule may reach another event type because of a macro that it does not even use. */
function eventTypesLoaded(was: RuleHere, is: RuleHere): readonly Change[] {
  const types = ({ loaded }: RuleHere): readonly string[] =>
    inOrder(new Set(loaded.map(({ eventType }) => eventType)));
  const [before, after] = [types(was), types(is)];
  if (before.length === 0 || after.length === 0 || before.join() === after.join()) return [];
  return [{ kind: 'event-type', before, after }];
}
