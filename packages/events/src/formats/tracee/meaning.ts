import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { RecordValue } from '../../record.ts';
import type { Given } from './given.ts';

export type Values = Readonly<Record<string, RecordValue | undefined>>;

export interface Meant {
  readonly type: string;
  readonly values: Values;
}

export type EventReader = (given: Given, names: NamesAsNumbers) => readonly Meant[];

export const NOTHING: readonly Meant[] = [];
