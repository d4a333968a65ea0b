import type { AcceptedValue } from './accepted.ts';
import { highest, lowest } from './accepted.ts';
import type { KernelFiltering, NoApprover } from './approvers.ts';

/** What a rule does to kernel filtering: one sentence, and a line for each field that is, or could be, an approver. */
export interface FilteringExplained {
  readonly summary: string;
  readonly fields: readonly { readonly field: string; readonly text: string }[];
}

export function explainFiltering(filtering: KernelFiltering): FilteringExplained {
  if (filtering.kind === 'none-here') {
    return { summary: 'agents of this platform do not filter in the kernel', fields: [] };
  }
  const others = filtering.others.map((other) => ({ field: other.field.name, text: explainWhy(other) }));
  if (filtering.kind === 'approved') {
    const names = filtering.approvers.map(({ field }) => field.name);
    const approving = filtering.approvers.map(({ field, values }) => ({
      field: field.name,
      text: `approver: ${listed(values.map(describeAccepted), 'or')}`,
    }));
    const keeps = `this rule keeps kernel filtering on for \`${filtering.eventType}\``;
    return {
      summary: `${keeps}: ${listed(names, 'and')} ${names.length === 1 ? 'decides' : 'decide'} it`,
      fields: [...approving, ...others],
    };
  }
  const names = filtering.others.map(({ field }) => field.name);
  const off = `this rule turns kernel filtering off for \`${filtering.eventType}\``;
  if (names.length === 0)
    return { summary: `${off}: these agents have no field that could decide it`, fields: [] };
  const only = names.length === 1 ? ', and it is the only field that could' : '';
  return { summary: `${off}: no condition on ${listed(names, 'or')} decides it${only}`, fields: others };
}

function explainWhy({ why, takes }: NoApprover): string {
  switch (why.kind) {
    case 'not-used':
      return 'not used';
    case 'does-not-decide':
      return 'the rule can be true with any value of it';
    case 'never-true':
      return 'no value of it makes the rule true';
    case 'not-in-kernel': {
      const kinds = [...takes].map((kind) => kindNames[kind]);
      const values = listed(why.values.map(describeAccepted), 'or');
      return `it would decide, but the kernel compares it only with ${listed(kinds, 'or')}, and the rule asks for ${values}`;
    }
  }
}

const kindNames = {
  value: 'a fixed value',
  'fixed-name-pattern': 'a pattern without `*` in its last segment',
  range: 'a range',
  mask: 'a bit mask',
} as const;

/** `"/etc/passwd"`, `a bit of O_CREAT|O_TRUNC`, `1000 to 5000`. */
export function describeAccepted(value: AcceptedValue): string {
  switch (value.kind) {
    case 'text': {
      const prefix = { scalar: '', pattern: '~', glob: '~', regexp: 'r' }[value.matcher.kind];
      return `${prefix}"${value.matcher.value}"`;
    }
    case 'mask':
      return `a bit of ${value.written}`;
    case 'range':
      if (value.low === value.high) return value.written ?? String(value.low);
      if (value.high === highest) return `${value.low} or more`;
      return value.low === lowest ? `${value.high} or less` : `${value.low} to ${value.high}`;
  }
}

/** Beyond so many, the rest is counted. */
const shown = 8;

function listed(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length > shown)
    return `${words.slice(0, shown).join(', ')} ${conjunction} ${words.length - shown} more`;
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
