/**
 * What a condition compares: a field, a variable, a calculation. Two operands that always have the same value are one
 * term; that is also where it must not be said too often, since terms are taken for independent of each other, which can
 * only make less provable.
 */
import { type FieldRead, type Operand, unwrap, type VariableRead } from '@secl/language';
import type { TextClass } from './text-class.ts';

export interface Term {
  /** Equal keys are equal terms. */
  readonly key: string;
  /**
   * How many values it has: one; at least one; any number. A comparison holds where some value passes, its negation where
   * none does.
   */
  readonly values: 'one' | 'some' | 'any';
  /** The term of all elements, where this one is read from the element that the iterator variable stands for. */
  readonly among: string | undefined;
  readonly source: Source;
}

/** Where the values come from, for whoever makes an event that has them. */
export type Source =
  | {
      /** The value as it is, its length, or the time since then. */
      readonly kind: 'value' | 'length' | 'age';
      readonly read: FieldRead | VariableRead;
      /** Equal for terms that are made of the same values. */
      readonly place: string;
    }
  /** The number of elements of an iterator. */
  | { readonly kind: 'elements'; readonly read: FieldRead }
  /** Calculated, or not looked into. */
  | { readonly kind: 'other' };

/** Lengths are never negative. */
export function isNatural({ source }: Term): boolean {
  return source.kind === 'length' || source.kind === 'elements';
}

/** A host has symlinks; an event that is written down has one name a file. */
export type FileNames = 'several' | 'one';

/** How terms are named, so that those of two conditions that are looked at together are the same only where they are. */
export interface Naming {
  /** The rule's event type, which says what `exec.…` and `process.…` share; empty for none. */
  readonly eventType: string;
  /** Keeps apart what two rules read from the iterator variable. */
  readonly element: string;
  /** Keeps apart the variables of rules that are not evaluated at the same moment. */
  readonly variables: string;
  /** Tells the conditions apart where nothing of them is to be the same. */
  readonly side: 'first' | 'second';
  /** Whether files of processes may answer to the name of a symlink beside their own. */
  readonly fileNames: FileNames;
  /** Counts what has another value each time it is read. */
  fresh: number;
}

/** Of a condition that is looked at alone. */
export function ownNaming(eventType: string, fileNames: FileNames = 'several'): Naming {
  return { eventType, element: '', variables: '', side: 'first', fileNames, fresh: 0 };
}

/** The term of an operand that is not fixed. */
export function termOf(operand: Operand, naming: Naming): Term {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'field':
      return fieldTerm(inner, naming);
    case 'variable': {
      const key = keyOf(inner, naming);
      const values = inner.array ? 'any' : 'one';
      return { key, values, among: undefined, source: { kind: 'value', read: inner, place: key } };
    }
    case 'values':
      return plain(keyOf(inner, naming), 'any');
    case 'literal':
    case 'template':
    case 'arithmetic':
      return plain(keyOf(inner, naming), 'one');
  }
}

export function plain(key: string, values: Term['values'] = 'one'): Term {
  return { key, values, among: undefined, source: { kind: 'other' } };
}

/** Matchers of different classes look at different sides of a text: each class is a term. */
export function ofClass(term: Term, textClass: TextClass): Term {
  if (textClass === 'exact') return term;
  const among = term.among === undefined ? undefined : `${term.among} ${textClass}`;
  return { ...term, key: `${term.key} ${textClass}`, among };
}

/** The same text for operands that always have the same value. */
export function keyOf(operand: Operand, naming: Naming): string {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal':
      return JSON.stringify([inner.form, String(inner.value)]);
    case 'values':
      return `[${inner.members.map((member) => keyOf(member, naming)).join()}]`;
    case 'field':
      return fieldTerm(inner, naming).key;
    case 'variable':
      // It is drawn anew each time.
      if (inner.name === 'builtins.uuid4') return freshKey(naming);
      return `variable ${naming.variables}${inner.name}`;
    case 'template':
      return `text(${inner.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : keyOf(part, naming))).join()})`;
    case 'arithmetic': {
      const operators = 'operators' in inner.operation ? inner.operation.operators.join('') : '';
      const operands = inner.operands.map((each) => keyOf(each, naming));
      return `${inner.operation.name}${operators}(${operands.join()})`;
    }
  }
}

/** The key of something that is like nothing else. */
export function freshKey(naming: Naming): string {
  return `fresh ${naming.side} ${naming.fresh++}`;
}

function fieldTerm(read: FieldRead, naming: Naming): Term {
  const { field, register } = read;
  if (read.counts === 'elements' && field.iterator === null) {
    return {
      key: `count ${read.iteratorIndex}`,
      values: 'one',
      among: undefined,
      source: { kind: 'elements', read },
    };
  }
  // Only filters of actions read fields of other event types, which are zero there.
  const own = field.event === null || field.event === naming.eventType || naming.eventType === '';
  const slot = own ? `slot ${field.slot}` : `field ${field.name}`;
  const kind = field.lengthOf === null ? 'value' : 'length';
  const term = (owner: string, among: string | undefined, values: Term['values']): Term => {
    const place = `${owner}${slot}`;
    const key = kind === 'value' ? place : `length of ${place}`;
    return { key, among, values, source: { kind, read, place } };
  };
  const mayHaveSome = naming.fileNames === 'several' && hasOtherNames(read);
  const values = (many: boolean): Term['values'] => (many ? 'any' : mayHaveSome ? 'some' : 'one');
  if (field.iterator === null) return term('', undefined, values(read.array));
  const all = term(`${field.iterator} `, undefined, 'any');
  return register === null
    ? all
    : term(`element ${naming.element}of ${field.iterator} `, all.key, values(field.list));
}

/**
 * Files of processes answer to the path and name of the symlink that was executed too (spec: secl.md, Strings), so two
 * different names can both be right. Files that an event is about have one name.
 */
function hasOtherNames({ field }: FieldRead): boolean {
  const { comparison, event, name } = field;
  if (comparison !== 'symlinkPath' && comparison !== 'symlinkName') return false;
  if (event === null || event === 'exec' || event === 'exit') return true;
  return !name.startsWith(`${event}.file.`);
}
