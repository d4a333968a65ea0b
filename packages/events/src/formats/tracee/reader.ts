import { parseJsonExact } from '@secl/text';
import { isObject } from '../../canonical/fill.ts';
import { unknownLists } from '../../coverage.ts';
import { asInteger, integerAt, type JsonObject, textAt } from '../../foreign-json.ts';
import type { ImportedRecord, ImportOptions, LineCounts, RecordReader } from '../../importer.ts';
import { logReader } from '../../log-lines.ts';
import { namesAsNumbers } from '../../names-as-numbers.ts';
import { cutProblem, eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import type { CanonicalRecord, RecordElement, RecordValue } from '../../record.ts';
import { isUnreported, type Meant, withResult } from '../meant.ts';
import { Entities, type Entity } from './entities.ts';
import { EVENTS, OPEN_CALLS } from './events.ts';
import { type Given, givenBy } from './given.ts';
import type { EventReader } from './meaning.ts';

const NONE: readonly ImportedRecord[] = [];
/** Threads whose last open is remembered. */
const REMEMBERED = 1000;

type Counted = 'events' | 'processes' | 'irrelevant';

/** Reads one recording. Each line is counted once: as an event, for processes, as irrelevant, or as skipped. */
export function traceeReader({ catalogue, onProblem, shared }: ImportOptions): RecordReader {
  const names = namesAsNumbers(catalogue);
  const entities = entitiesOf(shared);
  const unknownOf = unknownLists(catalogue);
  const types = new Set(catalogue.eventTypes.map((type) => type.name));
  const fieldNames = new Set(catalogue.fieldNames);
  const log = logReader();
  const opens = openedTwice();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const skip = (at: SourceLine, lines: number): typeof NONE => {
    counts.skipped += lines;
    onProblem(at.ended ? eventProblem('events/tracee-line', at, 0, at.text.length) : cutProblem(at));
    return NONE;
  };

  const count = (as: Counted, lines: number): typeof NONE => {
    counts[as] += lines;
    return NONE;
  };

  const record = (
    { type, values }: Meant,
    entity: Entity,
    top: JsonObject,
    time: bigint | undefined,
  ): CanonicalRecord => {
    const all: Record<string, RecordValue> = { 'event.os': catalogue.platform };
    const set = (key: string, value: RecordValue | undefined): void => {
      if (value !== undefined) {
        all[key] = value;
      }
    };
    set('event.timestamp', time);
    const fields = entities.describe(entity);
    for (const key in fields) {
      set(`process.${key}`, fields[key]);
    }
    set('process.tid', integerAt(top, 'hostThreadId'));
    set('container.id', fields['container.id']);
    for (const key in values) {
      set(key, values[key]);
    }
    const ancestors: RecordElement[] = entities.ancestors(entity).map((each) => entities.describe(each));
    const isComplete = (entities.ancestors(entity).at(-1) ?? entity).pid === 1;
    const host = textAt(top, 'hostName') ?? '';
    return {
      Type: type,
      ...(time !== undefined && { Time: time }),
      ...(host !== '' && { Host: host }),
      Values: all,
      Ancestors: ancestors,
      Unknown: unknownOf(type, isComplete ? 'complete' : 'goes on', ancestors.length),
    };
  };

  /** An event of the kernel that is not about a process starting or ending. */
  const meantBy = (read: EventReader, given: Given, top: JsonObject): readonly Meant[] => {
    const result = integerAt(top, 'returnValue');
    if (isUnreported(result)) {
      return [];
    }
    return read(given, names).flatMap((each) =>
      types.has(each.type) ? [withResult(each, result, fieldNames)] : [],
    );
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
      const { at, lines, json } = logged;
      const top = withExactArguments(logged.object, json);
      const name = textAt(top, 'eventName');
      const { args } = top;
      const entity = entities.of(top);
      if (name === undefined || entity === undefined || (args !== null && !Array.isArray(args))) {
        return isMessage(top) ? count('irrelevant', lines) : skip(at, lines);
      }
      const time = timeOf(top, json);
      const given = givenBy(args ?? [], names);
      let meant: readonly Meant[];
      let isEnd = false;
      if (name === 'sched_process_exec') {
        entities.exec(entity, given, time);
        meant = [{ type: 'exec', values: {} }];
      } else if (name === 'sched_process_fork') {
        entities.start(entity, given, textAt(top, 'hostName') ?? '');
        return count('processes', lines);
      } else if (name === 'sched_process_exit') {
        isEnd = given.truth('process_group_exit') ?? integerAt(top, 'hostThreadId') === entity.pid;
        if (!isEnd) {
          return count('processes', lines);
        }
        meant = [{ type: 'exit', values: exitValues(given) }];
      } else {
        const read = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined;
        meant = read === undefined ? [] : meantBy(read, given, top);
        if (meant.length === 0 || opens(name, given, top)) {
          return count('irrelevant', lines);
        }
      }
      counts.events += lines;
      const imported = meant.map((each) => ({ record: record(each, entity, top, time), at }));
      if (isEnd) {
        entities.end(entity);
      }
      return imported;
    },
    end() {
      const rest = log.end();
      return rest === undefined ? NONE : skip(rest.at, rest.lines);
    },
    counts: (): LineCounts => ({ ...counts }),
  };
}

function entitiesOf(shared: ImportOptions['shared']): Entities {
  const known = shared?.get('tracee');
  const entities = known instanceof Entities ? known : new Entities();
  shared?.set('tracee', entities);
  return entities;
}

/** Tracee logs in JSON too. */
function isMessage(top: JsonObject): boolean {
  return typeof top.level === 'string' || typeof top.L === 'string';
}

/** Nanoseconds, which JSON numbers cannot hold: the digits are in the text. */
function timeOf(top: JsonObject, json: string): bigint | undefined {
  const rounded = asInteger(top.timestamp);
  if (rounded !== undefined) {
    return BigInt(rounded);
  }
  const digits = TIMESTAMP.exec(json)?.[1];
  return digits !== undefined && Number(digits) === top.timestamp ? BigInt(digits) : undefined;
}

const TIMESTAMP = /"timestamp"\s*:\s*(\d{1,19})/;

/** The event with exact integers where an argument has one that is not. */
function withExactArguments(top: JsonObject, json: string): JsonObject {
  const { args } = top;
  const isRounded =
    Array.isArray(args) &&
    args.some(
      (each) => isObject(each) && typeof each.value === 'number' && !Number.isSafeInteger(each.value),
    );
  if (!isRounded) {
    return top;
  }
  const exact = parseJsonExact(json);
  return exact.ok && isObject(exact.value) ? exact.value : top;
}

const EXITED = 0;
const COREDUMPED = 1;
const SIGNALED = 2;

/** Versions without `signal_code` print the kernel's own word, in which a code is shifted: only 0 is sure in it. */
function exitValues(given: Given): Meant['values'] {
  const code = given.integer('exit_code');
  const signal = given.integer('signal_code');
  if (signal === undefined) {
    return Number(code) === 0 ? { 'exit.code': 0, 'exit.cause': EXITED } : {};
  }
  const number = Number(signal);
  return number === 0
    ? { 'exit.code': code, 'exit.cause': EXITED }
    : { 'exit.code': number & 0x7f, 'exit.cause': (number & 0x80) === 0 ? SIGNALED : COREDUMPED };
}

/**
 * Whether an open is one that its thread has just been seen to do: where both the call and the kernel's hook are traced,
 * they come one after the other.
 */
function openedTwice(): (name: string, given: Given, top: JsonObject) => boolean {
  const last = new Map<string, { readonly path: string; readonly isCall: boolean }>();
  return (name, given, top) => {
    const isCall = OPEN_CALLS.has(name);
    if (!isCall && name !== 'security_file_open') {
      return false;
    }
    const path = given.text(isCall ? 'pathname' : 'syscall_pathname') ?? '';
    const thread = `${String(top.hostThreadId)} ${String(top.hostName)}`;
    const before = last.get(thread);
    const isSame = before !== undefined && before.isCall !== isCall && before.path === path && path !== '';
    // Of a relative path the hook knows more than the call before it.
    const isKept = !isSame || (!isCall && !path.startsWith('/'));
    last.delete(thread);
    if (!isSame) {
      last.set(thread, { path, isCall });
      const [oldest] = last.keys();
      if (last.size > REMEMBERED && oldest !== undefined) {
        last.delete(oldest);
      }
    }
    return !isKept;
  };
}
