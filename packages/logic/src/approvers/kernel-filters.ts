import type { Facts, Field, Platform } from '@secl/model';
import table from '../data/kernel-filters.json' with { type: 'json' };

/** What kind of fixed value the kernel can compare a field with; the schema of the data says what each means. */
export type FilterKind = 'value' | 'fixed-name-pattern' | 'range' | 'mask';

/** A field by which the kernel can drop events of one type. */
export interface KernelFilter {
  readonly field: Field;
  readonly takes: ReadonlySet<FilterKind>;
}

/** Whether agents filter in the kernel on this platform at all. */
export function filtersInKernel(platform: Platform): boolean {
  return platform === table.platform;
}

/**
 * The fields that can be approvers of rules on an event type, for agents of one minor (spec: policies.md, Kernel
 * filtering). Fields that those agents do not have are left out.
 */
export function kernelFilters(eventType: string, facts: Facts): readonly KernelFilter[] {
  const byType = known.get(facts) ?? new Map<string, readonly KernelFilter[]>();
  known.set(facts, byType);
  const filters = byType.get(eventType) ?? filtersOf(eventType, facts);
  byType.set(eventType, filters);
  return filters;
}

/** Every rule of an event type asks for the same. */
const known = new WeakMap<Facts, Map<string, readonly KernelFilter[]>>();

function filtersOf(eventType: string, facts: Facts): readonly KernelFilter[] {
  if (!filtersInKernel(facts.platform)) return [];
  const found: KernelFilter[] = [];
  for (const { events, fields } of table.filters) {
    if (events !== 'any' && !events.includes(eventType)) continue;
    for (const { name, takes } of fields) {
      const field = facts.field(name.replace('{event}', eventType));
      if (field !== undefined) found.push({ field, takes: new Set(takes as FilterKind[]) });
    }
  }
  return found;
}
