import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { RecordElement } from '../../record.ts';
import type { Meant } from '../meant.ts';
import type { Given } from './given.ts';

/** What a hook is read with. */
export interface Call {
  readonly given: Given;
  readonly result: number | bigint | undefined;
  /** What is known of the process that called, without prefix. */
  readonly process: RecordElement;
  /** Where it was when it was started. */
  readonly directory: string | undefined;
  readonly names: NamesAsNumbers;
}

export type Hook = (call: Call) => readonly Meant[];

export const NOTHING: readonly Meant[] = [];
