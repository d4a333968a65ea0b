import type { ActionDefinition } from '@secl/policy';
import { inOrder } from './ordered.ts';
import type { RuleHere } from './rule-here.ts';

/** What a rule says apart from its expression: after merging, or as its definition has it. */
export interface Stated {
  readonly actions: readonly ActionDefinition[];
  readonly tags: ReadonlyMap<string, string>;
  /** By the keys of a policy file, in words; keys that say nothing are left out. */
  readonly settings: ReadonlyMap<string, string>;
}

export function statedBy({ merged, definition }: RuleHere): Stated {
  const settings = new Map<string, string>();
  const say = (key: string, text: string): void => {
    if (text !== '') settings.set(key, text);
  };
  const texts = (all: readonly { readonly value: string }[] = []): string =>
    all.map(({ value }) => value).join(', ');
  say('every', durationInWords(merged === undefined ? definition?.every?.value : merged.every));
  say('limiter_token', merged?.limiterToken.join(', ') ?? texts(definition?.limiterToken));
  say('silent', (merged?.silent ?? definition?.silent?.value) === true ? 'true' : '');
  say('priority', `${merged?.priority ?? definition?.priority?.value ?? 0}`.replace(/^0$/, ''));
  // A set: their order means nothing.
  say(
    'product_tags',
    inOrder(merged?.productTags ?? definition?.productTags.map(({ value }) => value) ?? []).join(', '),
  );
  say('agent_version', definition?.agentVersion?.value ?? '');
  say('filters', texts(definition?.filters));
  say('group_id', definition?.groupId?.value ?? '');
  say('description', definition?.description?.value ?? '');
  say('version', definition?.version?.value ?? '');
  return {
    actions: merged?.actions.map(({ value }) => value) ?? definition?.actions ?? [],
    tags: merged?.tags ?? new Map(definition?.tags.map(({ key, value }) => [key, value])),
    settings,
  };
}

/** The expression that counts; empty where there is none. */
export function expressionOf({ merged, definition }: RuleHere): string {
  return (merged === undefined ? definition?.expression : merged.expression?.value)?.value ?? '';
}

const units = [
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1000n],
] as const;

/** Nanoseconds as policy files write them: `90s`, `10m`. */
export function durationInWords(nanoseconds: bigint | undefined): string {
  if (nanoseconds === undefined || nanoseconds === 0n) return '';
  const [unit, size] = units.find(([, each]) => nanoseconds % each === 0n) ?? ['ns', 1n];
  return `${nanoseconds / size}${unit}`;
}
