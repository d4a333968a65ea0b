/** Names of policies that a file of tests writes: of rules, of variables, and within conditions of macros. */
import { parseRule, walk } from '@secl/language';
import type { Expectation, SaidText, TestFile, WrittenEvent } from '@secl/testing';
import type { Range } from '@secl/text';
import type { NameKind } from '../view/occurrences.ts';

export interface Mention {
  readonly kind: Exclude<NameKind, 'iterator-variable'> | 'event-type' | 'field';
  /** Of a field as it stands there, with or without its event type. */
  readonly name: string;
  /** Of a field: the type of its event. */
  readonly event?: string;
  /** What is written anew when it gets another name: without quotes, and of a variable without its scope. */
  readonly range: Range;
}

/** Those whose text stands in the file as it is meant: not behind escapes, and not put together by a table. */
export function mentionsIn(file: TestFile): readonly Mention[] {
  const found = new Map<number, Mention>();
  const add = (mention: Mention | undefined): void => {
    if (mention !== undefined && !found.has(mention.range.start)) found.set(mention.range.start, mention);
  };
  const rule = (said: SaidText): void => {
    const range = plainRange(file.text, said);
    if (range !== undefined) add({ kind: 'rule', name: said.value, range });
  };
  for (const said of file.about) if (!said.value.includes('*')) rule(said);
  for (const { steps, expect } of file.cases) {
    for (const step of steps) for (const each of eventMentions(file.text, step.event)) add(each);
    for (const each of [expect, ...steps.map((step) => step.expect)]) {
      if (each === undefined) continue;
      for (const said of rulesIn(each)) rule(said);
      for (const { name } of each.variables) add(variableMention(file.text, name));
      for (const { because } of each.silent)
        for (const mention of conditionMentions(file.text, because)) add(mention);
    }
  }
  return [...found.values()];
}

/** The ids that an expectation speaks of. */
export function rulesIn(expectation: Expectation): readonly SaidText[] {
  const { exactly, fires, silent, undecided, counts, sent, actions, verdicts } = expectation;
  const named = [...silent, ...counts, ...sent, ...actions, ...verdicts].map(({ rule }) => rule);
  return [...(exactly?.ids ?? []), ...fires, ...undecided, ...named];
}

function eventMentions(text: string, event: WrittenEvent): readonly Mention[] {
  const { type } = event;
  const fields = event.form === 'short' ? event.fields : event.values;
  const variables = event.form === 'short' ? event.variables : [];
  const typeRange = plainRange(text, type);
  return [
    ...(typeRange === undefined ? [] : [{ kind: 'event-type', name: type.value, range: typeRange } as const]),
    ...fields.flatMap(({ name }): Mention[] => {
      const range = plainRange(text, name);
      return range === undefined ? [] : [{ kind: 'field', name: name.value, event: type.value, range }];
    }),
    ...variables.flatMap(({ name }) => variableMention(text, name) ?? []),
  ];
}

/** `process.seen` and `${process.seen}`. */
function variableMention(text: string, said: SaidText): Mention | undefined {
  const name = said.value.replace(/^\$\{(.*)\}$/, '$1');
  const written =
    plainRange(text, { ...said, value: name }) ?? plainRange(text, { ...said, value: `\${${name}}` });
  if (written === undefined) return undefined;
  const end = text.charAt(written.end - 1) === '}' ? written.end - 1 : written.end;
  const bare = name.slice(name.lastIndexOf('.') + 1);
  return { kind: 'variable', name, range: { start: end - bare.length, end } };
}

/** A condition that is expected to be false. Whether an identifier is a macro, the rules decide. */
function conditionMentions(text: string, because: SaidText | undefined): readonly Mention[] {
  const place = because && plainRange(text, because);
  if (because === undefined || place === undefined) return [];
  const found: Mention[] = [];
  for (const node of walk(parseRule(because.value).tree.root)) {
    const range = { start: place.start + node.span.start, end: place.start + node.span.end };
    if (node.kind === 'ident' && !node.name.includes('['))
      found.push({ kind: 'macro', name: node.name, range });
    else if (node.kind === 'variable') {
      const bare = node.name.slice(node.name.lastIndexOf('.') + 1);
      const end = range.end - 1;
      found.push({ kind: 'variable', name: node.name, range: { start: end - bare.length, end } });
    }
  }
  return found;
}

/** Where a text stands without its quotes; undefined where it is not written as it is read. */
export function plainRange(text: string, { value, range }: SaidText): Range | undefined {
  const source = text.slice(range.start, range.end);
  if (source === value) return range;
  const quote = source.charAt(0);
  if ((quote !== '"' && quote !== "'") || source !== `${quote}${value}${quote}`) return undefined;
  return { start: range.start + 1, end: range.end - 1 };
}
