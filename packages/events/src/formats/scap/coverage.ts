import { coverageOf, file, type Told, unknownByType } from '../../kernel-calls/coverage.ts';
import {
  ENVIRONMENT,
  IDS,
  NETWORK,
  PROGRAM,
  tableOf,
  toldByCalls,
  toldByMemory,
} from '../../kernel-calls/told-by-calls.ts';

const OTHERS = [...PROGRAM, ...ENVIRONMENT, ...IDS];

/** What a capture can ever tell (spec/events.md, Recordings to import). */
const told: Told = {
  process: [...OTHERS, 'tid', 'auid', 'container.id'],
  others: OTHERS,
  byType: tableOf(toldByCalls(file('file'), file('file.destination')), toldByMemory(file('file')), {
    bpf: ['cmd'],
  }),
};

const common = coverageOf(told);

export const coverage = { ...common, fields: [...common.fields, 'container.id', ...NETWORK] };
export const unknownFields: ReadonlyMap<string, readonly string[]> = new Map(
  [...unknownByType(told)].map(([type, patterns]) => [
    type,
    type === 'dns' ? [...patterns, 'network.*'] : patterns,
  ]),
);
