import type { Values } from '../../kernel-calls/call.ts';
import type { Process } from '../../process-tree.ts';
import type { Session } from './session.ts';

/** What an event of the audit system is to a rule. */
export type Meaning =
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly values: Values;
      readonly process: Process;
      /** `undefined` where the values have it. */
      readonly session?: Session;
      readonly after?: () => void;
    }
  | { readonly kind: 'processes' }
  | { readonly kind: 'irrelevant' };

export const IRRELEVANT: Meaning = { kind: 'irrelevant' };
export const PROCESSES: Meaning = { kind: 'processes' };
