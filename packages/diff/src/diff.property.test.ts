/** What holds of every comparison, over rules put together at random. */
import { formatExpression } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import type { RuleDiff, RuleSetDiff } from './rule-set-diff.ts';
import { diffOf, linesOf, policyOf } from './test-kit.ts';

const names = ['sh', 'bash', 'fish', 'nginx'].map((name) => `"${name}"`);
const name = fc.constantFrom(...names);
const leaf = fc.oneof(
  name.map((each) => `exec.file.name == ${each}`),
  fc.uniqueArray(name, { minLength: 1 }).map((all) => `exec.file.name in [${all.join(',')}]`),
  fc.uniqueArray(name, { minLength: 1 }).map((all) => `process.file.name not in [ ${all.join(', ')} ]`),
  fc.integer({ min: 0, max: 3 }).map((each) => `process.uid ${each % 2 === 0 ? '==' : '>='} ${each}`),
  fc.constantFrom(
    'exec.file.name in SHELLS',
    'BY_ROOT',
    '${seen}',
    'exec.file.path =~ "/tmp/**"',
    '!BY_ROOT',
  ),
);
const condition = fc
  .tuple(fc.constantFrom('&&', '||', ' and ', ' or '), fc.array(leaf, { minLength: 1, maxLength: 3 }))
  .map(([operator, parts]) => parts.map((part) => `(${part})`).join(operator))
  // Some rule has to say what it is about.
  .map((text) => `exec.file.name != "" && (${text})`);
const keys = fc.constantFrom(
  '',
  'every: 60s',
  'disabled: true',
  'tags: {severity: high}',
  'actions: [{set: {name: seen, value: true}}]',
  "agent_version: '>= 7.60'",
);
const rule = fc
  .tuple(condition, keys)
  .map(([text, more]) => `{expression: ${JSON.stringify(text)}${more === '' ? '' : `, ${more}`}}`);
const macros = fc.record({
  SHELLS: fc.uniqueArray(name, { minLength: 1 }).map((all) => `{values: [${all.join(', ')}]}`),
  BY_ROOT: fc.constantFrom('process.uid == 0', 'process.uid == 0 || process.gid == 0'),
});
const setter = '{expression: open.file.path == "/x", actions: [{set: {name: seen, value: true}}]}';
const policy = fc
  .tuple(
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), rule, { minKeys: 1, noNullPrototype: true }),
    macros,
  )
  .map(([rules, all]) => policyOf({ ...rules, setter }, all));

const agents = ['7.50.0', '7.68.0'];
const changesOf = (diff: RuleSetDiff): readonly Change[] =>
  diff.rules.flatMap((each) => (each.kind === 'changed' ? each.changes : []));

describe('of every comparison', () => {
  it('nothing differs from itself', () => {
    fc.assert(
      fc.property(policy, (text) => {
        expect(linesOf(diffOf(text, text, agents))).toEqual([]);
      }),
    );
  });

  it('what is formatted is only laid out otherwise', () => {
    const pair = fc.array(condition, { minLength: 1, maxLength: 3 }).map((all) => {
      const policyWith = (written: (text: string) => string): string =>
        policyOf(
          Object.fromEntries(
            all.map((text, index) => [`rule_${index}`, `{expression: ${JSON.stringify(written(text))}}`]),
          ),
          {
            SHELLS: '{values: [sh]}',
            BY_ROOT: 'process.uid == 0',
          },
        );
      return [
        policyWith((text) => text),
        policyWith((text) => formatExpression(text, { width: 40, explicit: true }).text),
      ] as const;
    });
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const diff = diffOf(before, after);
        expect(changesOf(diff).filter(({ kind }) => kind !== 'reformatted')).toEqual([]);
        expect([...diff.macros, ...diff.problems]).toEqual([]);
      }),
    );
  });

  it('no text makes it fail, and half a file does not differ from itself either', () => {
    const piece = fc.constantFrom(
      '',
      '\n',
      '"',
      '(',
      '&& ',
      '  - id: x\n',
      '${a}',
      '*',
      '#',
      ': ',
      '[',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(policy, fc.nat(), fc.nat(30), piece, (text, at, length, inserted) => {
        const start = at % text.length;
        const other = text.slice(0, start) + inserted + text.slice(start + length);
        expect(linesOf(diffOf(other, other, agents))).toEqual([]);
        linesOf(diffOf(text, other, agents));
        linesOf(diffOf(other, text, agents));
      }),
    );
  });

  it('the other way round, wider is narrower, new is gone and more is fewer', () => {
    fc.assert(
      fc.property(policy, policy, (before, after) => {
        const there = diffOf(before, after, agents);
        const back = diffOf(after, before, agents);
        expect(back.rules.map(facts).sort()).toEqual(there.rules.map(turned).sort());
        expect(back.macros.map(({ id }) => id).sort()).toEqual(there.macros.map(({ id }) => id).sort());
      }),
    );
  });
});

/** A difference in a form that does not depend on the side from which it is seen, but for what is turned. */
function facts(diff: RuleDiff): string {
  if (diff.kind !== 'changed') return `${diff.kind} ${diff.id}`;
  return `${diff.before.id} → ${diff.after.id}: ${diff.changes.map(factsOf).sort().join('; ')}`;
}

function factsOf(change: Change): string {
  if (change.kind === 'condition') return change.relation;
  if (change.kind === 'action') return change.change;
  return `${change.kind}${change.kind === 'loading' ? ` ${change.before} → ${change.after}` : ''}`;
}

const opposites: Readonly<Record<string, string>> = {
  added: 'removed',
  removed: 'added',
  wider: 'narrower',
  narrower: 'wider',
  enabled: 'disabled',
  disabled: 'enabled',
};

function turned(diff: RuleDiff): string {
  if (diff.kind !== 'changed') return `${opposites[diff.kind]} ${diff.id}`;
  const changes = diff.changes.map((change) => {
    if (change.kind === 'loading') return `loading ${change.after} → ${change.before}`;
    const fact = factsOf(change);
    return opposites[fact] ?? fact;
  });
  return `${diff.after.id} → ${diff.before.id}: ${changes.sort().join('; ')}`;
}
