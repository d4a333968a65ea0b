/** An event that shows what a change of a condition means: one version is true for it, the other is not. */
import { type CompiledRule, type Context, compileRule } from '@secl/evaluation';
import type { CheckScope } from '@secl/language';
import { type Example, solve, without } from '@secl/logic';
import { type Catalogue, emptyEvent, int64, nothingUnknown, type Value } from '@secl/model';
import type { Compiled } from './compiled.ts';

/** Any time will do: ages are counted back from it. */
const now = 1_800_000_000_000_000_000n;

/** undefined where none is found, which proves nothing. */
export function eventOnlyFor(
  one: readonly Compiled[],
  others: readonly Compiled[],
  scope: CheckScope,
): string | undefined {
  for (const each of one) {
    const other = others.find(({ checked }) => checked.eventType === each.checked.eventType);
    if (other?.proposition === undefined || each.proposition === undefined) continue;
    const [isTrue, isFalse] = [
      compileRule(each.checked, scope.catalogue),
      compileRule(other.checked, scope.catalogue),
    ];
    if (isTrue === undefined || isFalse === undefined) continue;
    const shows = (example: Example): boolean => {
      const verdict = (rule: CompiledRule): unknown =>
        rule.evaluate(contextOf(example, each.proposition?.eventType ?? '', scope));
      return verdict(isTrue) === true && verdict(isFalse) === false;
    };
    const found = solve(without(each.proposition, other.proposition), shows);
    const words = found === undefined ? '' : inWords(found);
    if (words !== '') return words;
  }
  return undefined;
}

function contextOf(example: Example, eventType: string, { catalogue, variables }: CheckScope): Context {
  const event = emptyEvent(catalogue, nothingUnknown(catalogue));
  event.type = eventType;
  for (const [name, value] of example.fields) event.slots[slotOf(name, catalogue)] = value;
  for (const [name, age] of example.ages) {
    const since = typeof age === 'bigint' || typeof age === 'number' ? age : 0;
    event.slots[slotOf(name, catalogue)] = int64.subtract(int64.canonical(now), since);
  }
  for (const iterator of catalogue.iterators) {
    event.elements[iterator.index] = (example.elements.get(iterator.name) ?? []).map((values) => {
      const element = [...(event.unknown.elements[iterator.index] ?? [])];
      for (const [name, value] of values) element[slotOf(name, catalogue)] = value;
      return element;
    });
  }
  const read = (name: string): Value => example.variables.get(name) ?? zeroOf(variables.get(name));
  return { event, now, variables: { read }, register: 0 };
}

function slotOf(name: string, catalogue: Catalogue): number {
  const slot = catalogue.field(name)?.slot;
  if (slot === undefined) throw new Error(`${name} is no field`);
  return slot;
}

function zeroOf(variable: ReturnType<CheckScope['variables']['get']>): Value {
  if (variable === undefined) return '';
  if (variable.array) return [];
  return variable.type === 'int' ? 0 : variable.type === 'bool' ? false : '';
}

/** So many values make an example that one takes in at a glance. */
const mostValues = 4;
const longestValue = 60;

/** `exec.file.name "fish", process.uid 0`: what the two versions ask for; all else may be as it likes. */
function inWords({ fields, elements, variables, ages }: Example): string {
  const named: [string, Value][] = [...fields];
  for (const [, all] of elements) for (const values of all) named.push(...values);
  for (const [name, value] of variables) named.push([`\${${name}}`, value]);
  const texts = named.map(([name, value]) => `${name} ${valueInWords(value)}`);
  for (const [name, age] of ages) texts.push(`${name} ${ageInWords(age)}`);
  return texts.length > mostValues ? `${texts.slice(0, mostValues).join(', ')} …` : texts.join(', ');
}

function valueInWords(value: Value): string {
  if (typeof value === 'object') return `[${value.map(valueInWords).join(', ')}]`;
  if (typeof value !== 'string') return `${value}`;
  return JSON.stringify(value.length > longestValue ? `${value.slice(0, longestValue)}…` : value);
}

/** The largest first; smaller ones are nobody's limit. */
const units = [
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
] as const;

/** Nanoseconds as people write durations. The solver goes right to the edge of one: `4m59.999999999s` is almost 5m. */
function ageInWords(age: Value): string {
  if (typeof age !== 'number' && typeof age !== 'bigint') return `${String(age)} ago`;
  const exact = BigInt(age);
  for (const [beyond, words] of [
    [0n, ''],
    [1n, 'almost '],
    [-1n, 'a little more than '],
  ] as const) {
    const whole = exact + beyond;
    const unit = units.find(([, size]) => whole >= size && whole % size === 0n);
    if (unit !== undefined) return `${words}${whole / unit[1]}${unit[0]} ago`;
  }
  return `${exact}ns ago`;
}
