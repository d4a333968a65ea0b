import { approvers, isStep, type NoApprover, type Steps } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import type { LintedRule, LintedSet } from '../../../view/linted.ts';

/** One rule without an approver turns kernel filtering off for its event type (spec/policies.md, Kernel filtering). */
export const noApprover: LintRule = {
  id: 'performance/no-approver',
  title: 'Rule that turns kernel filtering off',
  level: 'info',
  needs: 'rule-set',
  messages: {
    one: 'agents must look at every `{type}` event because of this rule: a condition on {fields} would let the kernel drop the others',
    several:
      'agents must look at every `{type}` event because of this rule and {more} more: in each of them a condition with fixed values on {fields} would let the kernel drop the others',
    open: 'agents must look at every `{type}` event because of this rule: the kernel cannot compare `{field}` with `{value}`, only with what is fixed at the end',
  },
  *check(set, { report }) {
    for (const [type, [first, ...rest]] of yield* rulesWithout(set)) {
      if (first === undefined) continue;
      const { rule, fields, open } = first;
      report(
        rule.idPlace,
        rest.length > 0 ? 'several' : open === undefined ? 'one' : 'open',
        { type, fields, more: rest.length, ...open },
        {
          subject: rule.id,
          related: rest.map(({ rule: other }) => ({
            message: `so does \`${other.id}\``,
            place: other.idPlace,
          })),
        },
      );
    }
  },
};

interface Without {
  readonly rule: LintedRule;
  readonly fields: string;
  /** A pattern that would decide, did its last segment have no `*`. */
  readonly open: { readonly field: string; readonly value: string } | undefined;
}

function* rulesWithout({ rules }: LintedSet): Steps<ReadonlyMap<string, readonly Without[]>> {
  const found = new Map<string, Without[]>();
  for (const [index, rule] of rules.entries()) {
    if (isStep(index)) yield;
    for (const { eventType, checked } of rule.loaded) {
      const { condition } = checked;
      if (condition === undefined || rule.view === undefined) continue;
      const filtering = approvers(condition, eventType, rule.view.set.facts);
      if (filtering.kind !== 'not-approved') continue;
      // Of a rule that never fires other things are to be said.
      if (filtering.others.some(({ why }) => why.kind === 'never-true')) continue;
      const own = filtering.others.filter(({ field }) => field.event !== null);
      if (own.length === 0) continue;
      found.set(eventType, [
        ...(found.get(eventType) ?? []),
        { rule, fields: named(own), open: openPattern(own) },
      ]);
    }
  }
  return found;
}

/** Fields of the process decide little, and every event type has them: they are not proposed. */
function named(others: readonly NoApprover[]): string {
  const names = others.map(({ field }) => `\`${field.name}\``);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

function openPattern(others: readonly NoApprover[]): Without['open'] {
  for (const { field, why } of others) {
    const [value] = why.kind === 'not-in-kernel' ? why.values : [];
    if (value?.kind !== 'text' || value.matcher.kind === 'regexp') continue;
    return { field: field.name, value: value.matcher.value };
  }
  return undefined;
}
