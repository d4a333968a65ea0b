/**
 * What "not known" means: where an event with unknown values makes a rule true or false, every way to fill them in gives
 * the same. Rules without variables, on both engines.
 */
import { fastJudge } from '@secl/engine';
import { compileRule, type Verdict } from '@secl/evaluation';
import { createDecoder } from '@secl/events';
import { checkRule, parseRule } from '@secl/language';
import { catalogue, type Event, isUnknown, nothingUnknown, type SlotValue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createDice, type Dice } from './dice.ts';
import { recordOf } from './engine-events.ts';
import { createPool, expressionOf, type Pool } from './engine-rules.ts';
import { someValue } from './engine-values.ts';

const linux = catalogue('linux');
const at = { document: 'fuzz', text: '', line: 1, column: 1, offset: 0 };

type Evaluate = (event: Event) => Verdict;

/** A rule on both engines; undefined where the text is no rule. */
function engines(expression: string): readonly Evaluate[] | undefined {
  const scope = { catalogue: linux, facts: linux.at(75), macros: new Map(), variables: new Map() };
  const checked = checkRule(parseRule(expression), scope);
  const compiled = compileRule(checked, linux);
  const judge = compiled && fastJudge([{ checked, compiled }], checked.eventType, linux);
  if (compiled === undefined || judge === undefined) return undefined;
  const contextOf = (event: Event) => ({
    event,
    now: event.time,
    variables: { read: () => '' },
    register: 0,
  });
  return [
    (event) => compiled.evaluate(contextOf(event)),
    (event) => {
      let found: Verdict = false;
      judge(contextOf(event), (_, verdict) => {
        found = verdict;
      });
      return found;
    },
  ];
}

/** One way that the event may have been: a value for all that is unknown, more elements where a list goes on. */
function filled(event: Event, pool: Pool, dice: Dice): Event {
  const fill = (slots: readonly SlotValue[], iterator: string | null): SlotValue[] => {
    const values = slots.map((value, slot) => {
      if (!isUnknown(value)) return value;
      return iterator === null ? (linux.zeros[slot] ?? 0) : (elementZeros(iterator)[slot] ?? 0);
    });
    for (const field of pool.fields) {
      if (field.iterator !== iterator || !isUnknown(slots[field.slot] ?? 0)) continue;
      values[field.slot] = field.list ? [someValue(field, dice)] : someValue(field, dice);
    }
    return values;
  };
  const elements = linux.iterators.map(({ name, index }) => {
    const given = (event.elements[index] ?? []).map((element) => fill(element, name));
    const more = event.unknown.goesOn[index] === true ? dice.below(3) : 0;
    const unknown = event.unknown.elements[index] ?? [];
    return [...given, ...Array.from({ length: more }, () => fill(unknown, name))];
  });
  const time = event.time ?? BigInt(dice.below(2_000_000_000)) * 1_000_000_000n;
  return { ...event, time, unknown: nothingUnknown(linux), slots: fill(event.slots, null), elements };
}

function elementZeros(iterator: string): readonly SlotValue[] {
  return linux.elementZeros[linux.iterators.find(({ name }) => name === iterator)?.index ?? -1] ?? [];
}

describe('a verdict on an event with unknown values', () => {
  it('that is true or false stays so however they are filled in', () => {
    const decoder = createDecoder(linux);
    let decided = 0;
    let open = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const dice = createDice(seed);
      const pool = createPool(linux, dice);
      for (let rule = 0; rule < 12; rule++) {
        const expression = expressionOf(pool, dice);
        const evaluates = engines(expression);
        if (evaluates === undefined) continue;
        const record = {
          ...recordOf(pool, dice),
          Unknown: ['process.*', ...pool.fields.map(({ name }) => name)],
        };
        const decoded = decoder.decodeRecord(record, at);
        if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
        const verdicts = evaluates.map((evaluate) => evaluate(decoded.event));
        for (let filling = 0; filling < 8; filling++) {
          const one = filled(decoded.event, pool, dice);
          for (const [engine, verdict] of verdicts.entries()) {
            if (typeof verdict === 'object') open++;
            else {
              decided++;
              const name = engine === 0 ? 'plain' : 'fast';
              expect(evaluates[engine]?.(one), `seed ${seed}, ${name}: ${expression}`).toBe(verdict);
            }
          }
        }
      }
    }
    // Both have to come often, or the property says nothing.
    expect(decided).toBeGreaterThan(1000);
    expect(open).toBeGreaterThan(1000);
  });
});
