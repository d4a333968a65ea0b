/**
 * What reasoning claims of every event, random events must not refute. Random rules over few fields are judged alone and in
 * pairs, and each is evaluated on the same thousands of events. Seeds are fixed; a failure names the rules and the event.
 */
import { type Context, compileRule } from '@secl/evaluation';
import { checkRule, parseRule, type VariableType } from '@secl/language';
import {
  alwaysTrue,
  type Example,
  implies,
  overlaps,
  type Proposition,
  propositionOf,
  redundantParts,
  satisfiable,
  solve,
} from '@secl/logic';
import { catalogue, type Field } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createDice } from './dice.ts';
import { contextOf, exampleContext } from './logic-events.ts';
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
  readonly evaluate: (context: Context) => boolean;
  /** Its verdict on each event. */
  readonly verdicts: boolean[];
}

const rulesOfAlphabet = 130;
const eventsOfAlphabet = 2000;

interface Round {
  readonly alphabet: Alphabet;
  readonly rules: readonly Tried[];
  readonly events: readonly Context[];
}

function compiled(text: string, { platform, eventType }: Alphabet): Tried | undefined {
  const whole = catalogue(platform);
  const scope = { catalogue: whole, facts: whole.at(75), macros: new Map(), variables };
  const checked = checkRule(parseRule(text), scope);
  const running = compileRule(checked, whole);
  const proposition = propositionOf({ ...checked, eventType });
  if (running === undefined || proposition === undefined) return undefined;
  const evaluate = (context: Context): boolean => running.evaluate(context) === true;
  return { text, proposition, fields: [...checked.fields.values()], verdicts: [], evaluate };
}

function played(alphabet: Alphabet, seed: number): Round {
  const dice = createDice(seed);
  const whole = catalogue(alphabet.platform);
  const rules: Tried[] = [];
  for (let attempt = 0; rules.length < rulesOfAlphabet && attempt < 4000; attempt++) {
    const rule = compiled(conditionOf(alphabet, dice), alphabet);
    if (rule !== undefined) rules.push(rule);
  }
  const stored = new Map<string, Field>();
  for (const { fields } of rules) {
    for (const field of fields) stored.set(measured(field, whole).name, measured(field, whole));
  }
  const events = Array.from({ length: eventsOfAlphabet }, () =>
    contextOf(whole, alphabet.eventType, [...stored.values()], dice),
  );
  for (const rule of rules) rule.verdicts.push(...events.map(rule.evaluate));
  return { alphabet, rules, events };
}

function measured(field: Field, whole: ReturnType<typeof catalogue>): Field {
  return (field.lengthOf === null ? undefined : whole.at(75).field(field.lengthOf)) ?? field;
}

/** How much was claimed: a judge without cases says nothing. */
const claims = { never: 0, always: 0, implied: 0, apart: 0, solved: 0, unsolved: 0, redundant: 0 };

describe('random events refute nothing that is claimed', () => {
  it.each(alphabets.map((alphabet, index) => [alphabet.eventType, alphabet, index] as const))(
    'of rules on %s',
    (_, alphabet, index) => {
      const round = played(alphabet, index + 1);
      expect(round.rules.length).toBe(rulesOfAlphabet);
      for (const rule of round.rules) {
        judgeAlone(rule);
        judgeExample(rule, round);
        judgeParts(rule, round);
      }
      for (const a of round.rules) for (const b of round.rules) judgePair(a, b);
    },
  );

  it('and there was something to refute', () => {
    expect(claims.never).toBeGreaterThan(40);
    expect(claims.always).toBeGreaterThan(10);
    expect(claims.implied).toBeGreaterThan(8000);
    expect(claims.apart).toBeGreaterThan(12_000);
    expect(claims.redundant).toBeGreaterThan(100);
  });

  it('and nearly all that random events make true, an example does', () => {
    expect(claims.unsolved / claims.solved).toBeLessThan(0.05);
  });
});

function judgeAlone({ text, proposition, verdicts }: Tried): void {
  if (satisfiable(proposition) === 'no') {
    claims.never++;
    expect.soft(verdicts.includes(true), `never true: ${text}`).toBe(false);
  }
  if (alwaysTrue(proposition)) {
    claims.always++;
    expect.soft(verdicts.includes(false), `always true: ${text}`).toBe(false);
  }
}

function judgeExample({ proposition, evaluate, verdicts }: Tried, { alphabet }: Round): void {
  const whole = catalogue(alphabet.platform);
  const isTrue = (example: Example): boolean => evaluate(exampleContext(whole, alphabet.eventType, example));
  if (solve(proposition, isTrue) !== undefined) claims.solved++;
  else if (verdicts.includes(true)) claims.unsolved++;
}

/** A part that changes nothing may be written as what it amounts to. */
function judgeParts({ text, proposition, verdicts }: Tried, { alphabet, events }: Round): void {
  for (const { kind, part, operator } of redundantParts(proposition)) {
    const same = kind === 'repeated' || kind === 'implied';
    const value = same ? operator === '&&' : kind === 'always-true';
    const shorter = `${text.slice(0, part.span.start)}${value}${text.slice(part.span.end)}`;
    const rule = compiled(shorter, alphabet);
    // Without an iterator variable it would be asked whether there is any element.
    if (rule === undefined || rule.proposition.iterator !== proposition.iterator) continue;
    claims.redundant++;
    const differs = events.slice(0, 500).some((event, index) => rule.evaluate(event) !== verdicts[index]);
    expect.soft(differs, `${kind}: ${text}  as  ${shorter}`).toBe(false);
  }
}

function judgePair(a: Tried, b: Tried): void {
  if (a === b) return;
  const both = (wanted: boolean): boolean =>
    a.verdicts.some((verdict, index) => verdict && b.verdicts[index] === wanted);
  if (implies(a.proposition, b.proposition, { variables: 'same' })) {
    claims.implied++;
    if (both(false)) expect.soft(`${a.text}  implies  ${b.text}`, 'refuted').toBe('');
  }
  if (overlaps(a.proposition, b.proposition, { variables: 'same' }) === 'no') {
    claims.apart++;
    if (both(true)) expect.soft(`${a.text}  is apart from  ${b.text}`, 'refuted').toBe('');
  }
}
