import type { Condition } from '@secl/language';
import type { Facts, Field } from '@secl/model';
import { readsIn } from '../leaves.ts';
import type { AcceptedValue } from './accepted.ts';
import { type FilterKind, filtersInKernel, type KernelFilter, kernelFilters } from './kernel-filters.ts';
import { mayBe } from './may-be.ts';

/** What a rule does to the kernel filtering of its event type. */
export type KernelFiltering =
  /** Agents of this platform do not filter in the kernel. */
  | { readonly kind: 'none-here' }
  /** The kernel may drop events that the fields say no to, as far as this rule goes. */
  | {
      readonly kind: 'approved';
      readonly eventType: string;
      readonly approvers: readonly Approver[];
      readonly others: readonly NoApprover[];
    }
  /** The rule turns kernel filtering off for its event type. */
  | { readonly kind: 'not-approved'; readonly eventType: string; readonly others: readonly NoApprover[] };

/** A field that decides the rule: with a value that none of `values` accepts, the rule is false. */
export interface Approver {
  readonly field: Field;
  readonly values: readonly AcceptedValue[];
}

/** A field that could have been an approver, and why it is none. */
export interface NoApprover {
  readonly field: Field;
  readonly takes: ReadonlySet<FilterKind>;
  readonly why:
    | { readonly kind: 'not-used' }
    /** It is used, but the rule can be true whatever its value: beside an `||`, or compared with `!=`. */
    | { readonly kind: 'does-not-decide' }
    /** It decides, but by values of a kind that the kernel cannot compare it with. */
    | { readonly kind: 'not-in-kernel'; readonly values: readonly AcceptedValue[] }
    /** No value of it makes the rule true. */
    | { readonly kind: 'never-true' };
}

/**
 * Which fields let the kernel drop events of the rule's type (spec: policies.md, Kernel filtering). An approver is a field
 * of the table that is compared with fixed values in such a way that another value makes the rule false for sure.
 */
export function approvers(condition: Condition, eventType: string, facts: Facts): KernelFiltering {
  if (!filtersInKernel(facts.platform)) return { kind: 'none-here' };
  const found: Approver[] = [];
  const others: NoApprover[] = [];
  const read = fieldsRead(condition);
  for (const filter of kernelFilters(eventType, facts)) {
    const judged = judge(condition, filter, read);
    if ('why' in judged) others.push(judged);
    else found.push(judged);
  }
  return found.length === 0
    ? { kind: 'not-approved', eventType, others }
    : { kind: 'approved', eventType, approvers: found, others };
}

function judge(condition: Condition, filter: KernelFilter, read: ReadonlySet<string>): Approver | NoApprover {
  const { field, takes } = filter;
  const none = (why: NoApprover['why']): NoApprover => ({ field, takes, why });
  if (!read.has(field.name)) return none({ kind: 'not-used' });
  const inKernel = (value: AcceptedValue): boolean => {
    const kind = filterKind(value);
    return kind !== undefined && takes.has(kind);
  };
  const values = mayBe(condition, true, { field, wanted: inKernel });
  if (values === 'any') return none({ kind: 'does-not-decide' });
  if (values.length === 0) return none({ kind: 'never-true' });
  const unfit = values.filter((value) => !inKernel(value));
  return unfit.length > 0 ? none({ kind: 'not-in-kernel', values: unfit }) : { field, values };
}

/** undefined for what no kernel filter can compare: regexps, patterns whose last segment is open. */
function filterKind(value: AcceptedValue): FilterKind | undefined {
  switch (value.kind) {
    case 'range':
      return value.low === value.high ? 'value' : 'range';
    case 'mask':
      return 'mask';
    case 'text':
      switch (value.matcher.kind) {
        case 'scalar':
          return 'value';
        case 'pattern':
        case 'glob':
          return hasFixedName(value.matcher.value) ? 'fixed-name-pattern' : undefined;
        case 'regexp':
          return undefined;
      }
  }
}

function hasFixedName(pattern: string): boolean {
  return !pattern.slice(pattern.lastIndexOf('/') + 1).includes('*');
}

function fieldsRead(condition: Condition): ReadonlySet<string> {
  const names = new Set<string>();
  for (const read of readsIn(condition)) if (read.kind === 'field') names.add(read.field.name);
  return names;
}
