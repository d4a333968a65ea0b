import type { Values } from '../../kernel-calls/call.ts';
import type { Call } from './session.ts';

/** What a call is to a rule. */
export type Meaning =
  | { readonly kind: 'event'; readonly type: string; readonly values: Values; readonly after?: () => void }
  | { readonly kind: 'processes' }
  | { readonly kind: 'irrelevant' };

export type Reader = (call: Call) => Meaning;

/** Agents see calls that have succeeded or were denied (EPERM, EACCES). */
export function isReported(result: number | undefined, ...also: readonly number[]): boolean {
  return result !== undefined && (result >= 0 || result === -1 || result === -13 || also.includes(result));
}

export const IRRELEVANT: Meaning = { kind: 'irrelevant' };
export const PROCESSES: Meaning = { kind: 'processes' };
