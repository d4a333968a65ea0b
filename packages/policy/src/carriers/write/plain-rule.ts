import type { Value } from '@secl/model';

/** A rule as values, without places: what a carrier of single rules writes. */
export interface PlainRule {
  readonly id: string;
  readonly expression: string;
  readonly description: string | undefined;
  readonly disabled: boolean | undefined;
  readonly productTags: readonly string[];
  readonly filters: readonly string[];
  readonly agentVersion: string | undefined;
  readonly silent: boolean | undefined;
  /** Nanoseconds. */
  readonly every: bigint | undefined;
  readonly groupId: string | undefined;
  readonly actions: readonly PlainAction[];
  readonly comments: readonly string[];
}

export interface PlainAction {
  readonly filter: string | undefined;
  readonly set: PlainSet | undefined;
  readonly kill: { readonly signal: string | undefined } | undefined;
  readonly hash: { readonly field: string | undefined } | undefined;
}

export interface PlainSet {
  readonly name: string | undefined;
  readonly value: PlainValue | undefined;
  readonly field: string | undefined;
  readonly expression: string | undefined;
  readonly default_value: PlainValue | undefined;
  readonly append: boolean;
  readonly scope: string | undefined;
  readonly size: number | bigint | undefined;
  /** Nanoseconds. */
  readonly ttl: bigint | undefined;
  readonly inherited: boolean | undefined;
}

export type PlainValue = Value;
