/** The variables that `set` actions make, and what is in the way of one (spec/secl.md, Variables). */
import { builtinVariables, type VariableType } from '@secl/language';
import type { Facts, Value } from '@secl/model';
import type { SetDefinition } from '../read/definitions.ts';
import type { Wrong } from './action-checks.ts';
import { literalOf, typeOfScalar } from './literal.ts';

export type VariableScope = 'global' | 'process' | 'container' | 'cgroup';

/** A variable that some `set` action sets. */
export interface VariableDefinition extends VariableType {
  /** As rules read it: `seen`, `process.seen`. */
  readonly name: string;
  readonly scope: VariableScope;
  readonly private: boolean;
  readonly inherited: boolean;
  /** Nanoseconds. */
  readonly ttl: bigint | undefined;
  /** Members that an array holds at most. */
  readonly size: number;
  /** What it is before any rule has matched, where that is not its zero value. */
  readonly start: Value | undefined;
  /** What `default_value` says, which later agents read in every scope. */
  readonly default: Value | undefined;
}

const defaultSize = 100;
const legalName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function scopeOf(text: string): VariableScope | undefined {
  switch (text) {
    case '':
      return 'global';
    case 'process':
    case 'container':
    case 'cgroup':
      return text;
    default:
      return undefined;
  }
}

/** The name that rules read the variable of a `set` by. */
export function variableName(set: SetDefinition): string {
  const scope = set.scope?.value ?? '';
  return `${scope === '' ? '' : `${scope}.`}${set.name?.value ?? ''}`;
}

/** The definition after one more `set` of it, or why that `set` is dropped. `previous`: what earlier ones have made. */
export function defineVariable(
  set: SetDefinition,
  previous: VariableDefinition | undefined,
  facts: Facts,
): VariableDefinition | Wrong {
  const bare = set.name?.value ?? '';
  const scope = scopeOf(set.scope?.value ?? '');
  const wrong = wrongName(bare, facts);
  if (wrong !== undefined) return wrong;
  if (scope === undefined) {
    const text = set.scope?.value ?? '';
    return {
      reason: `\`${text}\` is not a scope: process, container or cgroup`,
      agent: `invalid scope '${text}'`,
    };
  }
  const shape = shapeOf(set, facts);
  if ('agent' in shape) return shape;
  const name = variableName(set);
  const type: VariableType = {
    type: shape.type,
    array: shape.array || (set.append && shape.type !== 'bool'),
  };
  const known = previous ?? builtinVariables.get(name);
  if (known !== undefined && (known.type !== type.type || known.array !== type.array))
    return {
      reason: `\`${name}\` has another type in an earlier \`set\``,
      agent: `conflicting types for variable '${name}'`,
    };
  const isPrivate = set.private?.value ?? false;
  if (scope === 'global' && previous !== undefined && previous.private !== isPrivate)
    return {
      reason: `\`${name}\` is ${isPrivate ? 'not ' : ''}private in an earlier \`set\``,
      agent: `conflicting private flag for variable '${name}'`,
    };
  const size = sizeOf(set) ?? previous?.size ?? defaultSize;
  return {
    ...type,
    name,
    scope,
    private: isPrivate,
    inherited: set.inherited?.value ?? previous?.inherited ?? false,
    ttl: set.ttl?.value ?? previous?.ttl,
    size,
    start: scope === 'global' ? startValue(set, type.array) : undefined,
    default:
      (set.defaultValue && asStart(literalOf(set.defaultValue), type.array, size)) ?? previous?.default,
  };
}

/** Zero is as good as none. */
function sizeOf({ size }: SetDefinition): number | undefined {
  const given = Number(size?.value ?? 0);
  return given > 0 ? given : undefined;
}

/** Agents look for conflicts with fields and constants first, and at the letters of the name only then. */
function wrongName(name: string, facts: Facts): Wrong | undefined {
  const legal = legalName.test(name);
  if (facts.field(name) !== undefined)
    return {
      reason: `\`${name}\` is a field`,
      agent: legal ? `variable '${name}' conflicts with field` : `invalid variable name '${name}'`,
    };
  if (facts.constant(name) !== undefined)
    return { reason: `\`${name}\` is a constant`, agent: `variable '${name}' conflicts with constant` };
  if (legal) return undefined;
  return {
    reason: `the name \`${name}\` holds other characters than letters, digits and \`_\``,
    agent: `invalid variable name '${name}'`,
  };
}

/** Of the default, else of the value, else of the field. */
function shapeOf(set: SetDefinition, facts: Facts): VariableType | Wrong {
  const given = set.defaultValue ?? set.value;
  if (given !== undefined) {
    const value = literalOf(given);
    if (value === undefined)
      return {
        reason: 'its value is no bool, int, string or list of ints or strings',
        agent: 'unsupported variable type',
      };
    return typeof value === 'object'
      ? { type: typeOfScalar(value[0]), array: true }
      : { type: typeOfScalar(value), array: false };
  }
  const name = set.field?.value ?? '';
  const field = facts.field(name);
  if (field === undefined)
    return { reason: `\`${name}\` is not a field`, agent: `field \`${name}\` not found` };
  return { type: field.type, array: field.array || field.iterator !== null };
}

/** Global variables start with their default, or with the value that is set; with a `ttl` a scalar starts at zero. */
function startValue(set: SetDefinition, array: boolean): Value | undefined {
  const given = set.defaultValue ?? set.value;
  const value = given === undefined ? undefined : literalOf(given);
  if (!array && set.ttl !== undefined) return undefined;
  return asStart(value, array, sizeOf(set) ?? defaultSize);
}

/** An array holds its last `size` members from the start. */
function asStart(value: Value | undefined, array: boolean, size: number): Value | undefined {
  if (value === undefined || !array) return value;
  const members = typeof value === 'object' ? value : [value];
  return members.slice(-size);
}

/** A start value that differs from the zero value of its type: a rule may see it before any other has matched. */
export function isTelling(start: Value | undefined): boolean {
  if (start === undefined) return false;
  return typeof start === 'object' ? start.length > 0 : start !== 0 && start !== '' && start !== false;
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((member, index) => member === b[index]);
}
