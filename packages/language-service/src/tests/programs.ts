/** Programs that a chain of processes in a test may name: those of other chains, and those that the rules speak of. */
import { type Node, walk } from '@secl/language';
import type { Facts } from '@secl/model';
import { decodedScalar } from '@secl/text';
import type { DocumentContext } from '../context.ts';
import { knownTo } from '../hover.ts';
import { comparedField } from '../view/compared.ts';
import { isExpression, parsedOf, slotsOf } from '../view/slots.ts';
import { itemsIn, type SetSnapshot } from '../workspace/set-snapshot.ts';
import { setsOfTests } from './mentioned.ts';
import type { TestDocument } from './rule-tests.ts';

export interface KnownProgram {
  readonly name: string;
  /** In words: where it is known from. */
  readonly from: string;
}

/** What is being written of a chain: a program begins at `start`. Nothing within its arguments. */
export function programTyped(
  typed: string,
  wordsOfChain: (
    text: string,
  ) => readonly { readonly kind: string; readonly start: number; readonly end: number }[],
): { readonly start: number } | undefined {
  const last = wordsOfChain(typed).at(-1);
  if (last === undefined) return { start: typed.length };
  if (last.kind === 'arrow') return last.end < typed.length ? { start: typed.length } : undefined;
  return last.kind === 'program' && last.end === typed.length ? { start: last.start } : undefined;
}

export function programsFor(context: DocumentContext, tests: TestDocument): readonly KnownProgram[] {
  const found = new Map<string, KnownProgram>();
  const add = (name: string, from: string): void => {
    if (name !== '' && !found.has(name)) found.set(name, { name, from });
  };
  for (const set of setsOfTests(context, tests))
    for (const { name, rule } of programsOfRules(set)) add(name, `in the rule ${rule}`);
  const words = context.tests?.testing?.chainWords ?? (() => []);
  for (const { file } of [tests, ...(context.tests?.all() ?? [])])
    for (const { steps } of file.cases)
      for (const { event } of steps) {
        if (event.form !== 'short' || event.chain === undefined) continue;
        for (const { kind, text } of words(decodedScalar(event.chain).text))
          if (kind === 'program' && !/[<>"'(]/.test(text)) add(text, 'in other tests');
      }
  return [...found.values()];
}

/** Names and paths that rules compare a process or its file with. */
function* programsOfRules(set: SetSnapshot): Generator<{ readonly name: string; readonly rule: string }> {
  const { facts } = knownTo({ set });
  for (const item of set.carried.flatMap(itemsIn)) {
    const rule = item.definition.id?.value ?? '';
    for (const slot of slotsOf(item).filter(isExpression))
      for (const name of programsIn(parsedOf(slot).tree.root, facts)) yield { name, rule };
  }
}

function* programsIn(root: Node, facts: Facts): Generator<string> {
  for (const node of walk(root)) {
    if (node.kind !== 'comparison' && node.kind !== 'membership') continue;
    const field = comparedField([node], facts);
    if (field === undefined || !isProgram.test(field.name)) continue;
    for (const each of walk(node)) if (each.kind === 'string') yield each.value;
  }
}

/** `exec.file.name`, `process.parent.file.path`, `process.ancestors.comm`; not `open.file.name`. */
const isProgram = /^(?:exec|exit|process)(?:\.parent|\.ancestors)?\.(?:file\.(?:name|path)|comm)$/;
