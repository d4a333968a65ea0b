/** The words of a file of tests that mean something: event types, fields, variables, chains of processes, conditions. */
import { parseRule } from '@secl/language';
import { catalogue, type Facts } from '@secl/model';
import type { TestCase, WrittenEvent } from '@secl/testing';
import { decodedScalar, type Range } from '@secl/text';
import type { DocumentContext } from '../context.ts';
import { positionOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { tokensIn } from '../view/expression-tokens.ts';
import { macroNames } from '../view/occurrences.ts';
import { typeOf } from '../view/semantic-tokens.ts';
import { blockOf, type PlacedBlock, type Word } from '../view/token-block.ts';
import { setsOfTests, testsIn } from './mentioned.ts';
import { type Mention, plainRange } from './mentions.ts';
import type { TestDocument } from './rule-tests.ts';

/** A block for each case. */
export function testTokens(context: DocumentContext, within?: Range): readonly PlacedBlock[] {
  const tests = testsIn(context);
  if (tests === undefined) return [];
  const reading = readingOf(context, tests);
  const byCase = new Map<number, Map<number, Word>>();
  for (const each of tests.file.cases) {
    const { start, end } = each.range;
    if (within !== undefined && (end < within.start || start > within.end)) continue;
    const words = byCase.get(start) ?? new Map<number, Word>();
    byCase.set(start, words);
    // Variants of a case say the same in the same places, but for what their tables put in.
    for (const word of wordsOf(each, reading)) if (!words.has(word.start)) words.set(word.start, word);
  }
  return [...byCase].flatMap(([start, words]): readonly PlacedBlock[] => {
    const { line } = positionOf(context.document, start);
    const block = blockOf(context.document, line, [...words.values()]);
    return block === undefined ? [] : [{ line: line + block.below, block }];
  });
}

/** What decides what words are. */
interface Reading {
  readonly text: string;
  readonly facts: Facts;
  readonly macros: ReadonlySet<string>;
  readonly mentions: readonly Mention[];
  readonly wordsOfChain: (text: string) => readonly { readonly kind: string; start: number; end: number }[];
}

function readingOf(context: DocumentContext, tests: TestDocument): Reading {
  const [set] = setsOfTests(context, tests);
  const whole = catalogue('linux');
  return {
    text: context.document.text,
    facts: set === undefined ? whole.at(whole.lastMinor) : knownTo({ set }).facts,
    macros: set === undefined ? new Set() : macroNames(set),
    mentions: tests.mentions,
    wordsOfChain: context.tests?.testing?.chainWords ?? (() => []),
  };
}

function* wordsOf({ range, steps, recording, expect }: TestCase, reading: Reading): Generator<Word> {
  const { text } = reading;
  // First, as names of macros and variables within them are mentions, too.
  const conditions: Range[] = [];
  if (recording?.where !== undefined) {
    const { value, map } = recording.where;
    yield* conditionWords(value, (span) => map.toSource(span), reading);
    conditions.push(recording.where.range);
  }
  for (const each of [expect, ...steps.map((step) => step.expect)]) {
    for (const { because } of each?.silent ?? []) {
      const place = because && plainRange(text, because);
      if (because === undefined || place === undefined) continue;
      yield* conditionWords(because.value, (span) => shifted(span, place.start), reading);
      conditions.push(place);
    }
  }
  for (const { event } of steps) yield* chainWords(event, reading);
  for (const mention of reading.mentions) {
    if (!holds(range, mention.range) || conditions.some((each) => holds(each, mention.range))) continue;
    const type = typeOfMention(mention, reading);
    if (type !== undefined) yield { ...mention.range, type };
  }
}

function* conditionWords(
  condition: string,
  place: (span: Range) => Range,
  { facts, macros }: Reading,
): Generator<Word> {
  for (const token of tokensIn(parseRule(condition))) {
    const type = typeOf(token, condition, facts, macros);
    if (type !== undefined) yield { ...place(token), type };
  }
}

const ofChain: Readonly<Record<string, Word['type']>> = {
  program: 'function',
  argument: 'string',
  arrow: 'operator',
};

function* chainWords(event: WrittenEvent, { wordsOfChain }: Reading): Generator<Word> {
  const chain = event.form === 'short' ? event.chain : undefined;
  if (chain === undefined) return;
  // As it stands there, and not as a table has filled it in.
  for (const { kind, ...span } of wordsOfChain(decodedScalar(chain).text)) {
    const type = ofChain[kind];
    if (type !== undefined) yield { ...chain.map.toSource(span), type };
  }
}

function typeOfMention({ kind, name, event }: Mention, { facts }: Reading): Word['type'] | undefined {
  switch (kind) {
    case 'event-type':
      return 'event';
    case 'field':
      return facts.field(`${event ?? ''}.${name}`) === undefined && facts.field(name) === undefined
        ? undefined
        : 'property';
    case 'variable':
      return 'variable';
    case 'macro':
    case 'rule':
      return undefined;
  }
}

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
