import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { Meant } from '../meant.ts';
import type { Given } from './given.ts';

export type EventReader = (given: Given, names: NamesAsNumbers) => readonly Meant[];

export const NOTHING: readonly Meant[] = [];
