/**
 * What reasoning claims of every event, random events must not refute. Random rules over few fields are judged alone and in
 * pairs, and each is evaluated on the same thousands of events. Seeds are fixed; a failure names the rules and the event.
 */
import { type Context, compileRule } from '@secl/evaluation';
import { checkRule, parseRule, type VariableType } from '@secl/language';
import { alwaysTrue, implies, overlaps, type Proposition, propositionOf, satisfiable } from '@secl/logic';
import { catalogue, type Field } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createDice } from './dice.ts';
import { contextOf } from './logic-events.ts';
import { type Alphabet, alphabets, conditionOf } from './logic-rules.ts';

const variables = new Map<string, VariableType>([
  ['process.seen', { type: 'bool', array: false }],
  ['process.count', { type: 'int', array: false }],
  ['process.last', { type: 'string', array: false }],
  ['process.texts', { type: 'string', array: true }],
]);

interface Tried {
  readonly text: string;
  readonly proposition: Proposition;
  readonly fields: readonly Field[];
  /** Its verdict on each event. */
  readonly verdicts: boolean[];
}

const rulesOfAlphabet = 130;
const eventsOfAlphabet = 2000;

function tried({ platform, eventType, ...alphabet }: Alphabet, seed: number): readonly Tried[] {
  const dice = createDice(seed);
  const whole = catalogue(platform);
  const scope = { catalogue: whole, facts: whole.at(75), macros: new Map(), variables };
  const rules: (Tried & { readonly evaluate: (context: Context) => unknown })[] = [];
  for (let attempt = 0; rules.length < rulesOfAlphabet && attempt < 4000; attempt++) {
    const text = conditionOf({ platform, eventType, ...alphabet }, dice);
    const checked = checkRule(parseRule(text), scope);
    const compiled = compileRule(checked, whole);
    const proposition = propositionOf({ ...checked, eventType });
    if (compiled === undefined || proposition === undefined) continue;
    const fields = [...checked.fields.values()];
    rules.push({ text, proposition, fields, verdicts: [], evaluate: compiled.evaluate });
  }
  const stored = new Map<string, Field>();
  for (const { fields } of rules)
    for (const field of fields) stored.set(measured(field, whole).name, measured(field, whole));
  for (let index = 0; index < eventsOfAlphabet; index++) {
    const context = contextOf(whole, eventType, [...stored.values()], dice);
    for (const rule of rules) rule.verdicts.push(rule.evaluate(context) === true);
  }
  return rules;
}

function measured(field: Field, whole: ReturnType<typeof catalogue>): Field {
  return (field.lengthOf === null ? undefined : whole.at(75).field(field.lengthOf)) ?? field;
}

/** Of pairs that share nothing there is nothing to claim. */
const claims = { never: 0, always: 0, implied: 0, apart: 0 };

describe('random events refute nothing that is claimed', () => {
  it.each(alphabets.map((alphabet, index) => [alphabet.eventType, alphabet, index] as const))(
    'of rules on %s',
    (_, alphabet, index) => {
      const rules = tried(alphabet, index + 1);
      expect(rules.length).toBe(rulesOfAlphabet);
      for (const rule of rules) {
        if (satisfiable(rule.proposition) === 'no') {
          claims.never++;
          expect.soft(rule.verdicts.includes(true), `never true: ${rule.text}`).toBe(false);
        }
        if (alwaysTrue(rule.proposition)) {
          claims.always++;
          expect.soft(rule.verdicts.includes(false), `always true: ${rule.text}`).toBe(false);
        }
      }
      for (const a of rules) for (const b of rules) comparePair(a, b);
    },
  );

  it('and there is something to refute', () => {
    expect(claims.never).toBeGreaterThan(40);
    expect(claims.always).toBeGreaterThan(10);
    expect(claims.implied).toBeGreaterThan(8000);
    expect(claims.apart).toBeGreaterThan(12_000);
  });
});

function comparePair(a: Tried, b: Tried): void {
  if (a === b) return;
  if (implies(a.proposition, b.proposition, { variables: 'same' })) {
    claims.implied++;
    if (a.verdicts.some((verdict, index) => verdict && !b.verdicts[index]))
      expect.soft(`${a.text}  implies  ${b.text}`, 'refuted').toBe('');
  }
  if (overlaps(a.proposition, b.proposition, { variables: 'same' }) === 'no') {
    claims.apart++;
    if (a.verdicts.some((verdict, index) => verdict && b.verdicts[index]))
      expect.soft(`${a.text}  is apart from  ${b.text}`, 'refuted').toBe('');
  }
}
