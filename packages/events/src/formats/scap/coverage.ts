import { coverageOf, file, type Told, unknownByType } from '../../kernel-calls/coverage.ts';
import {
  CAPABILITIES,
  ENVIRONMENT,
  IDS,
  NETWORK,
  PROGRAM,
  tableOf,
  toldByCalls,
  toldByMemory,
} from '../../kernel-calls/told-by-calls.ts';

const OTHERS = [...PROGRAM, ...ENVIRONMENT, ...IDS, ...CAPABILITIES];

/** What a capture can ever tell (spec/events.md, Recordings to import). */
const told: Told = {
  process: [...OTHERS, 'tid', 'auid', 'container.id'],
  others: OTHERS,
  byType: tableOf(toldByCalls(file('file'), file('file.destination')), toldByMemory(file('file')), {
    bpf: ['cmd', 'retval'],
    capset: CAPABILITIES,
    chown: [
      ...file('file'),
      'file.destination.uid',
      'file.destination.gid',
      'syscall.path',
      'syscall.uid',
      'syscall.gid',
      'retval',
    ],
    load_module: [...file('file'), 'args', 'argv', 'loaded_from_memory', 'retval'],
    prctl: ['option', 'new_name', 'is_name_truncated', 'retval'],
    unload_module: ['name', 'retval'],
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
