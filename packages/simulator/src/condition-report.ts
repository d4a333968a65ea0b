/** A trace as people and programs are told it: groups as agents make them, and beside each comparison what it has read. */

import type { TracedOperand, TraceNode } from '@secl/engine';
import { isUndecided, type Undecided, type Verdict } from '@secl/evaluation';
import { type CheckedMacro, isCondition, type Node, type Operand, unwrap } from '@secl/language';
import { type Catalogue, type Field, int64, nameOfNumber, type Scalar } from '@secl/model';
import type { Span } from '@secl/text';
import { nameOfDuration } from './name-of-duration.ts';

export interface ConditionReport {
  readonly kind: 'condition' | 'all' | 'any' | 'not' | 'macro';
  /** As written, on one line; of `all` and `any` the operator. */
  readonly text: string;
  /** The macro that the text stands in; null: the expression itself. */
  readonly macro: string | null;
  /** In the text of the expression, or of that macro: UTF-16 code units from its start. */
  readonly span: Span;
  readonly verdict: 'true' | 'false' | 'unknown';
  /** What would have to be known. */
  readonly needs: readonly string[];
  /** Whether an agent that reads from the left comes to it. */
  readonly reached: boolean;
  readonly read: readonly ReadValue[];
  readonly parts: readonly ConditionReport[];
}

/** What a field or variable held, or what was calculated of it. */
export interface ReadValue {
  readonly name: string;
  readonly list: boolean;
  readonly values: readonly Scalar[];
  /** For each value what it stands for: constants, a duration; null where it speaks for itself. */
  readonly named: readonly (string | null)[];
  /** Not, or not wholly, known. */
  readonly unknown: boolean;
}

interface Texts {
  /** As it was compiled; places are those of the text in the file. */
  readonly compiled: string;
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  readonly toOriginal: (span: Span) => Span;
  readonly catalogue: Catalogue;
  /** Nanoseconds since 1970; what ages are counted from. */
  readonly now: bigint | undefined;
}

export function reportOf(node: TraceNode, texts: Texts): ConditionReport {
  const { condition, parts } = node;
  if (condition.kind === 'logical') return chain(node, texts);
  const base = baseOf(node, texts);
  switch (condition.kind) {
    case 'not':
      return { ...base, kind: 'not', parts: parts.map((part) => reportOf(part, texts)) };
    case 'macro':
      return { ...base, kind: 'macro', parts: parts.map((part) => reportOf(part, texts)) };
    case 'constant':
    case 'truth':
    case 'test':
      return {
        ...base,
        kind: 'condition',
        read: [...node.operands.flatMap((operand) => readsOf(operand, node, texts)), ...agesOf(node, texts)],
        parts: parts.map((part) => reportOf(part, texts)),
      };
  }
}

type Base = Omit<ConditionReport, 'kind' | 'parts'>;

function baseOf(node: TraceNode, texts: Texts): Base {
  const { verdict, reached, macros } = node;
  return {
    ...placeOf(node.condition.node, macros, texts),
    macro: macros[macros.length - 1] ?? null,
    ...verdictOf(verdict),
    reached,
    read: [],
  };
}

function verdictOf(verdict: Verdict): Pick<Base, 'verdict' | 'needs'> {
  if (isUndecided(verdict)) return { verdict: 'unknown', needs: verdict.needs };
  return { verdict: verdict ? 'true' : 'false', needs: [] };
}

function placeOf(node: Node, macros: readonly string[], texts: Texts): Pick<Base, 'text' | 'span'> {
  const macro = macros[macros.length - 1];
  const { span } = node;
  const text = macro === undefined ? texts.compiled : (texts.macros.get(macro)?.text ?? macro);
  const shown = text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return { text: shown, span: macro === undefined ? texts.toOriginal(span) : span };
}

/** `a && b || c` is `a && (b || c)`: every change of operators begins a group that goes to the end. */
function chain(node: TraceNode, texts: Texts): ConditionReport {
  const { condition, parts } = node;
  const operators = condition.kind === 'logical' ? condition.operators : [];
  let group: ConditionReport[] = [];
  const close = (operator: '&&' | '||' | undefined): ConditionReport => {
    const members = group.reverse();
    const kind = operator === '||' ? 'any' : 'all';
    const [first] = members;
    return {
      ...baseOf(node, texts),
      text: operator ?? '&&',
      span: { start: first?.span.start ?? 0, end: members[members.length - 1]?.span.end ?? 0 },
      ...verdictOf(combined(members, kind)),
      reached: first?.reached ?? node.reached,
      kind,
      parts: members,
    };
  };
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) continue;
    const following = operators[index + 1];
    if (following !== undefined && following !== operators[index]) group = [close(following)];
    group.push(reportOf(part, texts));
  }
  return close(operators[0]);
}

/** `&&` is false as soon as one is, `||` true; else what is unknown leaves it unknown. */
function combined(members: readonly ConditionReport[], kind: 'all' | 'any'): Verdict {
  const decisive = kind === 'any' ? 'true' : 'false';
  if (members.some(({ verdict }) => verdict === decisive)) return kind === 'any';
  const needs = new Set(members.flatMap((member) => member.needs));
  const unknown: Undecided = { needs: [...needs] };
  return members.some(({ verdict }) => verdict === 'unknown') ? unknown : kind === 'all';
}

/** Literals are there to be read in the text. */
function readsOf(traced: TracedOperand, node: TraceNode, texts: Texts): readonly ReadValue[] {
  const { operand, values, missing, reads } = traced;
  if (isCondition(operand)) return [];
  const name = nameOf(operand);
  const inner = reads.flatMap((read) => readsOf(read, node, texts));
  if (name !== undefined) {
    const field = fieldOf(operand);
    const named = values.map((value) => (field && nameOfNumber(field, value, texts.catalogue)) ?? null);
    return [{ name, list: isList(operand), values, named, unknown: missing.length > 0 }];
  }
  const calculated = unwrap(operand).kind === 'arithmetic' || unwrap(operand).kind === 'template';
  if (!calculated || inner.length === 0 || missing.length > 0) return inner;
  const { text } = placeOf(operand.node, node.macros, texts);
  return [...inner, { name: text, list: false, values, named: values.map(() => null), unknown: false }];
}

/** `field < 5s` compares its age, which is nowhere written. */
function agesOf({ condition, operands }: TraceNode, texts: Texts): readonly ReadValue[] {
  const { now } = texts;
  const [left] = operands;
  if (condition.kind !== 'test' || condition.test !== 'age' || now === undefined || left === undefined)
    return [];
  const ages = left.values.map((value) => int64.subtract(int64.canonical(now), value as int64.Int));
  return ages.length === 0
    ? []
    : [
        {
          name: 'its age',
          list: ages.length > 1,
          values: ages,
          named: ages.map((age) => nameOfDuration(BigInt(age))),
          unknown: false,
        },
      ];
}

function fieldOf(operand: Operand): Field | undefined {
  const inner = unwrap(operand);
  return inner.kind === 'field' ? inner.field : undefined;
}

function nameOf(operand: Operand): string | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'variable') return `\${${inner.name}}`;
  if (inner.kind !== 'field') return undefined;
  const { field, register } = inner;
  if (register === null || field.iterator === null) return field.name;
  return `${field.iterator}[${register}]${field.name.slice(field.iterator.length)}`;
}

/** One element of an iterator holds one value, but for the lists in it. */
function isList(operand: Operand): boolean {
  const inner = unwrap(operand);
  if (inner.kind === 'field') return inner.register === null ? inner.array : inner.field.list;
  return inner.kind === 'variable' && inner.array;
}
