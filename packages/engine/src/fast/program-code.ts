import type { Context } from '@secl/evaluation';
import type { Condition } from '@secl/language';
import { type Catalogue, emptyEvent, UNKNOWN } from '@secl/model';
import { allBits, bitsOf, without } from './bits.ts';
import { eventCode, type Surroundings, valueCode } from './condition-code.ts';
import type { Constants } from './constants.ts';
import { headsOf } from './heads.ts';
import type { Plan, RulePlan, SlotPlan } from './plan.ts';
import type { Analysis } from './shape.ts';
import { verdictCode } from './verdict-code.ts';

/** A slot of strings with more filters than this is looked up, with fewer compared. */
const comparedTexts = 4;

/**
 * The program for the rules of one event type. It begins with all rules as bits, takes away those that the value of
 * some slot rules out, and runs what is left of the others, in their order:
 *
 *     let a0 = 0b111…;                                       // rules that are still possible
 *     { const v = s[612]; … if (!(and(v, 577) > 0)) a0 &= …; }   // numbers are compared
 *     if (a0 & …) { const e = e40(); a0 &= e.keep[0]; … }     // strings are looked up
 *     for each bit: if (r17()) …                              // what other slots, lists and variables decide
 */
export function programCode(
  plan: Plan,
  analysis: Analysis,
  constants: Constants,
  catalogue: Catalogue,
): string {
  const indexes = new Map<number, Index>();
  const indexOf = (slot: number): Index => {
    const index = indexes.get(slot) ?? { slot, filters: [], questions: new Map() };
    indexes.set(slot, index);
    return index;
  };
  const shared = new Map<string, Shared>();
  const ignorant = nothingKnown(catalogue);
  const around: Surroundings = {
    analysis,
    constants,
    isText: (slot) => isText(catalogue, slot),
    question(slot, condition) {
      const { questions } = indexOf(slot);
      const key = analysis.keyOf(condition);
      const question = questions.get(key) ?? { number: questions.size, condition };
      questions.set(key, question);
      return `i${slot}.ask(e${slot}(), ${question.number})`;
    },
    ifUnknown(condition) {
      const verdict = analysis.askOf(condition)(ignorant);
      return typeof verdict === 'object' ? constants.nameOf(verdict) : String(verdict);
    },
    shared(key, answer, lasts = 'event') {
      const since = lasts === 'event' ? 'stamp' : 'epoch';
      const known = shared.get(key) ?? { name: `t${shared.size}`, answer, since };
      shared.set(key, known);
      return `${known.name}()`;
    },
  };
  const count = plan.rules.length;
  const everything = allBits(count);
  const words = everything.map((_, word) => word);
  const rules = plan.rules.map((rule) => ruleCode(rule, around, catalogue));
  const verdicts = plan.rules.map((rule, index) =>
    rule.kind === 'parts' && rule.iterator === undefined
      ? verdictCode(rule.parts, around)
      : `() => decide(${index}, ctx)`,
  );
  const steps = inOrder(plan, catalogue).map((slot) => slotCode(slot, around, count, indexOf));
  const wordLoops = words.map(
    (word) => `  for (; a${word} !== 0; a${word} &= a${word} - 1) {
    const rule = ${word * 30} + 31 - Math.clz32(a${word} & -a${word});
    u = (q${word} & a${word} & -a${word}) !== 0;
    ctx.register = 0;
    if (R[rule]()) {
      const verdict = u ? V[rule]() : true;
      if (verdict !== false) { onVerdict(rule, verdict); epoch += 1; }
    }
  }`,
  );
  const indexLines = [...indexes.values()].map((index) => indexCode(index, analysis, constants, everything));
  return [
    `'use strict';`,
    `const { U, someOf, someIn, oneIn, meet, join, negate, createValueIndex, visitedElements, canonical } = h;`,
    `const { add, subtract, minus, complement, and, or, xor } = h;`,
    ...constants.values.map((_, index) => `const c${index} = c[${index}];`),
    `let s, E, G, ctx, u = false, reg = 0, stamp = 0, epoch = 0, nowStamp = 0, time = 0;`,
    `const left = [${everything.map(() => 0).join(', ')}];`,
    `const un = () => { u = true; return true; };`,
    `const isHoped = (answer, wanted) => typeof answer === 'object' ? (u = true, true) : answer === wanted;`,
    `const isSure = (answer, wanted) => typeof answer === 'object' ? (u = true, false) : answer === wanted;`,
    `const now = () => { if (nowStamp !== stamp) { nowStamp = stamp; time = canonical(ctx.now); } return time; };`,
    ...indexLines,
    ...[...shared.values()].map(
      ({ name, answer, since }) =>
        `let ${name}s = 0, ${name}v = 0;\n` +
        `const ${name} = () => { if (${name}s !== ${since}) { ${name}s = ${since}; ${name}v = ${answer}; } return ${name}v; };`,
    ),
    `const R = [\n${rules.join(',\n')}\n];`,
    `const V = [\n${verdicts.join(',\n')}\n];`,
    `return (context, onVerdict) => {`,
    `  stamp += 1; epoch += 1; ctx = context; s = context.event.slots; E = context.event.elements; G = context.event.unknown.goesOn;`,
    `  let ${words.map((word) => `a${word} = ${everything[word]}, q${word} = 0`).join(', ')};`,
    ...steps,
    ...wordLoops,
    `};`,
  ].join('\n');
}

/** A leaf's answer that several rules want. */
interface Shared {
  readonly name: string;
  readonly answer: string;
  /** The count whose change makes the answer old: of events, or of events and matches. */
  readonly since: 'stamp' | 'epoch';
}

/** A slot of strings whose values are looked up. */
interface Index {
  readonly slot: number;
  readonly filters: { readonly condition: Condition; readonly otherwise: readonly number[] }[];
  readonly questions: Map<string, { readonly number: number; readonly condition: Condition }>;
}

function isText(catalogue: Catalogue, slot: number): boolean {
  return typeof catalogue.zeros[slot] === 'string';
}

/** Numbers first, since they cost next to nothing; then the slots that rule out most. */
function inOrder(plan: Plan, catalogue: Catalogue): readonly SlotPlan[] {
  const rank = (slot: SlotPlan): number => (isText(catalogue, slot.slot) ? 1 : 0);
  const covered = (slot: SlotPlan): number => rulesOf(slot).size;
  return [...plan.slots.values()].sort(
    (a, b) => rank(a) - rank(b) || covered(b) - covered(a) || a.slot - b.slot,
  );
}

function rulesOf(plan: SlotPlan): ReadonlySet<number> {
  const rules = new Set<number>();
  for (const filter of plan.filters.values()) for (const rule of filter.rules) rules.add(rule);
  return rules;
}

function slotCode(
  plan: SlotPlan,
  { analysis, isText }: Surroundings,
  count: number,
  indexOf: (slot: number) => Index,
): string {
  const { slot } = plan;
  const words = allBits(count).length;
  const filters = [...plan.filters.values()].map(({ condition, rules }) => ({
    condition,
    otherwise: without(rules, count),
  }));
  const inDoubt = bitsOf(plan.decisive, words)
    .map((bits, word) => (bits === 0 ? '' : `q${word} |= ${bits}; `))
    .join('');
  const concerned = bitsOf(rulesOf(plan), words)
    .map((bits, word) => (bits === 0 ? '' : `(a${word} & ${bits})`))
    .filter((code) => code !== '')
    .join(' | ');
  const compared = filters.every(({ condition }) => analysis.shapeOf(condition).trivial);
  if (isText(slot) && !(compared && filters.length <= comparedTexts)) {
    indexOf(slot).filters.push(...filters);
    const all = allBits(count).map((_, word) => word);
    const take = all.map((word) => `a${word} &= e.keep[${word}];`).join(' ');
    const left = all.map((word) => `left[${word}] = a${word};`).join(' ');
    return (
      `  if ((${concerned}) !== 0) { if (s[${slot}] === U) { ${inDoubt}} else { const e = e${slot}(); ${take}` +
      ` if (e.waiting.length !== 0) { ${left} i${slot}.settle(e, left); ${take} } } }`
    );
  }
  const tests = filters.map(({ condition, otherwise }) => {
    const mask = otherwise
      .map((bits, word) => (bits === allBits(count)[word] ? '' : `a${word} &= ${bits};`))
      .join(' ');
    return `if (!(${valueCode(condition, analysis, 'v')})) { ${mask} }`;
  });
  return `  { const v = s[${slot}]; if (v === U) { ${inDoubt}} else { ${tests.join(' ')} } }`;
}

function indexCode(
  index: Index,
  analysis: Analysis,
  constants: Constants,
  everything: readonly number[],
): string {
  const { slot } = index;
  const predicate = (condition: Condition): string => `(v) => ${valueCode(condition, analysis, 'v')}`;
  const filters = index.filters.map(
    ({ condition, otherwise }) =>
      `{ holds: ${predicate(condition)}, otherwise: [${otherwise.join(', ')}], heads: ${constants.nameOf(headsOf(condition))} }`,
  );
  const questions = [...index.questions.values()].map(({ condition }) => predicate(condition));
  return [
    `const i${slot} = createValueIndex([${filters.join(', ')}], [${questions.join(', ')}], [${everything.join(', ')}]);`,
    `let e${slot}s = 0, e${slot}v;`,
    `const e${slot} = () => { if (e${slot}s !== stamp) { e${slot}s = stamp; e${slot}v = i${slot}.find(s[${slot}]); } return e${slot}v; };`,
  ].join('\n');
}

/** An event of which nothing is known but its time. */
function nothingKnown(catalogue: Catalogue): Context {
  const event = emptyEvent(catalogue, {
    id: -1,
    slots: catalogue.zeros.map(() => UNKNOWN),
    elements: catalogue.elementZeros.map((zeros) => zeros.map(() => UNKNOWN)),
    goesOn: catalogue.iterators.map(() => true),
  });
  return { event, now: 0n, variables: { read: () => '' }, register: 0 };
}

function ruleCode(rule: RulePlan, around: Surroundings, catalogue: Catalogue): string {
  if (rule.kind === 'closures') return '() => un()';
  const { rest, iterator } = rule;
  const { shapeOf } = around.analysis;
  const joined = (parts: readonly Condition[]): string =>
    parts.length === 0 ? 'true' : parts.map((part) => `(${eventCode(part, around)})`).join(' && ');
  if (iterator === undefined) return `() => ${joined(rest)}`;
  const index = catalogue.iterators.find((each) => each.name === iterator)?.index ?? -1;
  const once = rest.filter((part) => !shapeOf(part).register);
  const forEach = rest.filter((part) => shapeOf(part).register);
  return `() => {
  if (!(${joined(once)})) return false;
  const elements = E[${index}];
  const count = elements === undefined ? 0 : Math.min(elements.length, visitedElements);
  for (reg = 0; reg < count; reg++) {
    ctx.register = reg;
    if (${joined(forEach)}) return true;
  }
  return G[${index}] === true && count < visitedElements ? un() : false;
}`;
}
