/**
 * What a comparison claims of two versions of a rule, random events must not refute: a wider one is true wherever the
 * other was, a narrower one nowhere else, a rewritten one on the same events. Seeds are fixed.
 */
import { diffRuleSets, type RuleDiff } from '@secl/diff';
import { type CompiledRule, type Context, compileRule } from '@secl/evaluation';
import type { VariableType } from '@secl/language';
import { catalogue, type Field } from '@secl/model';
import { type External, load, type RuleSet, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { createDice, type Dice } from './dice.ts';
import { contextOf } from './logic-events.ts';
import { type Alphabet, alphabets, conditionOf } from './logic-rules.ts';

const rulesOfAlphabet = 100;
const eventsOfAlphabet = 10_000;

const variables = new Map<string, VariableType>([
  ['process.seen', { type: 'bool', array: false }],
  ['process.count', { type: 'int', array: false }],
  ['process.last', { type: 'string', array: false }],
  ['process.texts', { type: 'string', array: true }],
]);
const external: External = { macros: new Set(), variables, ids: new Set() };

/** What people do to a rule: one condition more or less, an exception, another value. */
function changed(text: string, alphabet: Alphabet, dice: Dice): string {
  const leaf = dice.pick(alphabet.leaves)(dice);
  switch (dice.below(6)) {
    case 0:
      return `(${text}) && (${leaf})`;
    case 1:
      return `(${text}) || (${leaf})`;
    case 2:
      return `(${text}) && !(${leaf})`;
    case 3:
      return `!(!(${text}))`;
    case 4:
      return text.replace(/"([^"]*)"/, (whole) => dice.pick([whole, '"bash"', '"/tmp/a"', '"sh"']));
    default:
      return text.replace('&&', '||');
  }
}

/** A macro gives its event type to every rule, whatever the rule's own condition asks for. */
function ruleSetOf(texts: readonly string[], { platform, eventType, leaves }: Alphabet): RuleSet {
  const leaf = leaves.map((each) => each(createDice(1))).find((each) => each.startsWith(`${eventType}.`));
  const macro = `macros:\n  - {id: ABOUT, expression: ${JSON.stringify(leaf)}}\n`;
  const rules = texts.map((text, index) => `  - {id: r${index}, expression: ${JSON.stringify(text)}}\n`);
  const agentVersion = { major: 7, minor: 75, patch: 0, prerelease: '', build: '' };
  const origin = platform === 'linux' ? 'ebpf' : 'windows';
  return load(
    [readPolicy('a.policy', `${macro}rules:\n${rules.join('')}`)],
    { platform, agentVersion, origin, host: new Map() },
    external,
  );
}

const claims = { wider: 0, narrower: 0, rewritten: 0, different: 0, shown: 0 };

/** The ids for which an event would refute what is claimed: true before and not after, and the other way round. */
interface Claim {
  readonly id: string;
  readonly before: CompiledRule;
  readonly after: CompiledRule;
  readonly keeps: boolean;
  readonly addsNothing: boolean;
}

function claimsOf(
  rule: RuleDiff,
  compiled: (set: 'before' | 'after', id: string) => CompiledRule | undefined,
): readonly Claim[] {
  if (rule.kind !== 'changed') return [];
  const [before, after] = [compiled('before', rule.id), compiled('after', rule.id)];
  if (before === undefined || after === undefined) return [];
  return rule.changes.flatMap((change): Claim[] => {
    if (change.kind === 'rewritten' || change.kind === 'reformatted') {
      claims.rewritten++;
      return [{ id: rule.id, before, after, keeps: true, addsNothing: true }];
    }
    if (change.kind !== 'condition') return [];
    claims[change.relation]++;
    if (change.gained !== undefined || change.lost !== undefined) claims.shown++;
    const { relation } = change;
    return [
      { id: rule.id, before, after, keeps: relation === 'wider', addsNothing: relation === 'narrower' },
    ];
  });
}

function refuted({ id, before, after, keeps, addsNothing }: Claim, event: Context): string[] {
  const was = keeps || addsNothing ? before.evaluate(event) === true : false;
  const is = keeps || addsNothing ? after.evaluate(event) === true : false;
  return (keeps && was && !is) || (addsNothing && is && !was) ? [id] : [];
}

describe('10,000 random events refute nothing that a comparison claims', () => {
  it.each(alphabets.map((alphabet, index) => [alphabet.eventType, alphabet, index] as const))(
    'of rules on %s',
    (_, alphabet, index) => {
      const dice = createDice(index + 77);
      const whole = catalogue(alphabet.platform);
      const texts = Array.from({ length: rulesOfAlphabet }, () => conditionOf(alphabet, dice));
      const [before, after] = [
        ruleSetOf(texts, alphabet),
        ruleSetOf(
          texts.map((text) => changed(text, alphabet, dice)),
          alphabet,
        ),
      ];
      const side = (ruleSet: RuleSet) => ({ files: [], loads: [{ target: 'agent', ruleSet }] });
      const diff = diffRuleSets(side(before), side(after));

      const rules = { before: new Map<string, CompiledRule>(), after: new Map<string, CompiledRule>() };
      const stored = new Map<string, Field>();
      for (const [name, set] of [
        ['before', before],
        ['after', after],
      ] as const) {
        for (const { id, checked } of set.rules) {
          const compiled = compileRule(checked, whole);
          if (compiled !== undefined) rules[name].set(id, compiled);
          for (const field of checked.fields.values()) {
            const measured = whole.at(75).field(field.lengthOf ?? '') ?? field;
            stored.set(measured.name, measured);
          }
        }
      }
      const claimed = diff.rules.flatMap((rule) => claimsOf(rule, (set, id) => rules[set].get(id)));
      const wrong = new Set<string>();
      for (let number = 0; number < eventsOfAlphabet; number++) {
        const event = contextOf(whole, alphabet.eventType, [...stored.values()], dice);
        for (const claim of claimed) for (const id of refuted(claim, event)) wrong.add(id);
      }
      expect([...wrong].map((id) => diff.rules.find((rule) => rule.id === id))).toEqual([]);
    },
  );

  it('and there was something to refute', () => {
    expect(claims.wider).toBeGreaterThan(80);
    expect(claims.narrower).toBeGreaterThan(80);
    expect(claims.rewritten).toBeGreaterThan(80);
    expect(claims.shown).toBeGreaterThan(200);
  });
});
