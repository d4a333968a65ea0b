import { parseTime, timeReader } from '../../canonical/time.ts';
import { unknownLists } from '../../coverage.ts';
import { integerAt, type JsonObject, objectAt, objectsAt, textAt } from '../../foreign-json.ts';
import type { ImportedRecord, ImportOptions, LineCounts, RecordReader } from '../../importer.ts';
import { logReader } from '../../log-lines.ts';
import { type NamesAsNumbers, namesAsNumbers } from '../../names-as-numbers.ts';
import { cutProblem, eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import type { CanonicalRecord, RecordValue } from '../../record.ts';
import { isUnreported, type Meant, type Values, withResult } from '../meant.ts';
import { givenBy, returned } from './given.ts';
import { hookOf, tracepointOf } from './hooks.ts';
import { type Run, Runs } from './lineage.ts';
import type { Hook } from './meaning.ts';
import { addressValues } from './network-hooks.ts';

const NONE: readonly ImportedRecord[] = [];
const KIND = /^process_[a-z]+$/;

/** Reads one recording. Each line is counted once: as an event, for processes, as irrelevant, or as skipped. */
export function tetragonReader({ catalogue, onProblem, shared }: ImportOptions): RecordReader {
  const names = namesAsNumbers(catalogue);
  const runs = runsOf(shared, names);
  const unknownOf = unknownLists(catalogue);
  const types = new Set(catalogue.eventTypes.map((type) => type.name));
  const fieldNames = new Set(catalogue.fieldNames);
  const readTime = timeReader();
  const log = logReader();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const skip = (at: SourceLine, lines: number): typeof NONE => {
    counts.skipped += lines;
    onProblem(at.ended ? eventProblem('events/tetragon-line', at, 0, at.text.length) : cutProblem(at));
    return NONE;
  };

  const record = (
    { type, values }: Meant,
    run: Run,
    tid: number | bigint | undefined,
    top: JsonObject,
  ): CanonicalRecord => {
    const written = textAt(top, 'time');
    const time = written === undefined ? undefined : (readTime(written) ?? parseTime(written));
    const { ancestors, lineage } = runs.of(run);
    const all: Record<string, RecordValue> = { 'event.os': catalogue.platform };
    const set = (key: string, value: RecordValue | undefined): void => {
      if (value !== undefined) {
        all[key] = value;
      }
    };
    set('event.timestamp', time);
    for (const key in run.fields) {
      set(`process.${key}`, run.fields[key]);
    }
    set('process.tid', tid);
    set('container.id', run.fields['container.id']);
    for (const key in values) {
      set(key, values[key]);
    }
    const host = textAt(top, 'node_name');
    return {
      Type: type,
      ...(time !== undefined && { Time: time }),
      ...(host !== undefined && host !== '' && { Host: host }),
      Values: all,
      Ancestors: ancestors,
      Unknown: unknownOf(type, lineage, ancestors.length),
    };
  };

  /** The events of one line; none where it tells of processes only, `undefined` where it is of no matter. */
  const meantBy = (
    kind: string,
    body: JsonObject,
    process: JsonObject,
    run: Run,
  ): readonly Meant[] | undefined => {
    switch (kind) {
      case 'process_exec':
        return [{ type: 'exec', values: {} }];
      case 'process_exit':
        return [{ type: 'exit', values: exitValues(body, names) }];
      case 'process_kprobe':
        return hooked(hookOf(textAt(body, 'function_name') ?? '', false), body, process, run);
      case 'process_lsm':
        return hooked(hookOf(textAt(body, 'function_name') ?? '', true), body, process, run);
      case 'process_tracepoint': {
        const hook = tracepointOf(textAt(body, 'subsys') ?? '', textAt(body, 'event') ?? '');
        return hooked(hook, body, process, run);
      }
      case 'process_loader':
        return [{ type: 'mmap', values: loaded(textAt(body, 'path')) }];
      case 'process_connect':
        return [
          { type: 'connect', values: older('connect', body, 'destination_ip', 'destination_port', names) },
        ];
      case 'process_listen':
        // What listens has been bound before, and that is the event of agents.
        return [{ type: 'bind', values: { ...older('bind', body, 'ip', 'port', names), 'bind.retval': 0 } }];
      default:
        return undefined;
    }
  };

  const hooked = (
    hook: Hook | undefined,
    body: JsonObject,
    process: JsonObject,
    run: Run,
  ): readonly Meant[] | undefined => {
    const result = returned(body);
    if (hook === undefined || isUnreported(result)) {
      return undefined;
    }
    const { args } = body;
    const call = {
      given: givenBy(Array.isArray(args) ? args : []),
      result,
      process: run.fields,
      directory: textAt(process, 'cwd'),
      names,
    };
    const meant = hook(call);
    return meant.length === 0 ? undefined : meant.map((each) => withResult(each, result, fieldNames));
  };

  return {
    read(line) {
      counts.lines += 1;
      const logged = log.read(line);
      if (logged.kind === 'part') {
        return NONE;
      }
      if (logged.kind === 'broken') {
        return skip(logged.at, logged.lines);
      }
      const { object: top, at, lines } = logged;
      const kind = Object.keys(top).find((key) => KIND.test(key));
      const body = kind === undefined ? undefined : objectAt(top, kind);
      if (kind === undefined || body === undefined) {
        if (isOther(top)) {
          counts.irrelevant += lines;
          return NONE;
        }
        return skip(at, lines);
      }
      const process = objectAt(body, 'process');
      if (process === undefined) {
        if (kind === 'process_throttle') {
          counts.irrelevant += lines;
          return NONE;
        }
        return skip(at, lines);
      }
      // From the outside in, so that each finds its parent.
      for (const each of objectsAt(body, 'ancestors').toReversed()) {
        runs.recall(each);
      }
      const parent = objectAt(body, 'parent');
      const maker = parent && runs.recall(parent);
      const run = runs.see(process);
      run.parent ??= maker;
      const meant = meantBy(kind, body, process, run)?.filter(({ type }) => types.has(type));
      const tid = integerAt(process, 'tid') ?? (kind === 'process_exec' ? run.pid : undefined);
      const imported = meant?.map((each) => ({ record: record(each, run, tid, top), at }));
      if (kind === 'process_exit') {
        runs.end(run);
      }
      if (imported === undefined || imported.length === 0) {
        counts.irrelevant += lines;
        return NONE;
      }
      counts.events += lines;
      return imported;
    },
    end() {
      const rest = log.end();
      return rest === undefined ? NONE : skip(rest.at, rest.lines);
    },
    counts: (): LineCounts => ({ ...counts }),
  };
}

/** Several files of one export tell of the same processes. */
function runsOf(shared: ImportOptions['shared'], names: NamesAsNumbers): Runs {
  const known = shared?.get('tetragon');
  const runs = known instanceof Runs ? known : new Runs(names);
  shared?.set('tetragon', runs);
  return runs;
}

/** Events of Tetragon about itself. */
function isOther(top: JsonObject): boolean {
  return ['rate_limit_info', 'test', 'aggregation_info'].some((key) => key in top);
}

const EXITED = 0;
const SIGNALED = 2;
/** Signals by which the kernel may write a core file; whether it did is not told. */
const WITH_CORE: ReadonlySet<string> = new Set([
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGSYS',
]);

function exitValues(body: JsonObject, names: NamesAsNumbers): Values {
  const signal = textAt(body, 'signal') ?? '';
  if (signal === '') {
    return { 'exit.cause': EXITED, 'exit.code': integerAt(body, 'status') ?? 0 };
  }
  return {
    'exit.cause': WITH_CORE.has(signal) ? undefined : SIGNALED,
    'exit.code': names.one(signal),
  };
}

function loaded(path: string | undefined): Values {
  return path?.startsWith('/') === true
    ? { 'mmap.file.path': path, 'mmap.file.name': path.slice(path.lastIndexOf('/') + 1) }
    : {};
}

/** The events of connections that versions before 1.0 had. */
function older(
  type: 'connect' | 'bind',
  body: JsonObject,
  ip: string,
  port: string,
  names: NamesAsNumbers,
): Values {
  const socket = {
    family: undefined,
    ip: textAt(body, ip),
    port: integerAt(body, port),
    protocol: textAt(body, 'protocol'),
  };
  return addressValues(type, socket, names);
}
