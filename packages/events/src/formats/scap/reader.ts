import { PartedRecord } from '../../imported-parts.ts';
import type { ImportedRecord, ImportOptions, RecordReader } from '../../importer.ts';
import { recordMaker } from '../../kernel-calls/record-maker.ts';
import { eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import { symbolsOf } from '../strace/symbols.ts';
import { DESCRIPTORS, DESCRIPTORS_2, EVENTS, PROCESSES } from './blocks.ts';
import { type CaptureEvent, Parameters, readEvent } from './capture-event.ts';
import { unknownFields } from './coverage.ts';
import { eventNames } from './event-names.ts';
import { flagsOf } from './flags.ts';
import { meaningOf } from './meaning.ts';
import { addDescriptors, addRunning } from './processes.ts';
import { besideValues, session } from './session.ts';
import { shown } from './shown.ts';
import { readDescriptors, readProcesses } from './start-state.ts';

const NONE: readonly ImportedRecord[] = [];
const NO_BYTES = new Uint8Array(0);
const SMALLEST = 12;
/** Threads that wait in a call; one that never returns is forgotten when there are too many. */
const MOST_WAITING = 100_000;

interface Entered {
  readonly event: CaptureEvent;
  readonly line: SourceLine;
}

const MEANINGFUL: ReadonlySet<string> = new Set(eventNames);

type Counted = 'events' | 'processes' | 'irrelevant' | 'skipped';

/** Reads one capture. Its blocks are the lines; a call is told by two of them. */
export function scapReader({ catalogue, onProblem }: ImportOptions): RecordReader {
  const around = session(recordMaker(catalogue, unknownFields), flagsOf(symbolsOf(catalogue)));
  const { maker } = around;
  const entered = new Map<number, Entered>();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const count = (as: Counted, lines = 1): typeof NONE => {
    counts[as] += lines;
    return NONE;
  };

  const skip = (
    code: 'events/scap-block' | 'events/scap-event' | 'events/cut',
    line: SourceLine,
    values: Readonly<Record<string, string | number>> = {},
  ): typeof NONE => {
    onProblem(eventProblem(code, line, 0, 0, values));
    return count('skipped');
  };

  const enter = (event: CaptureEvent, line: SourceLine): typeof NONE => {
    const { tid } = event;
    if (entered.delete(tid)) count('irrelevant');
    entered.set(tid, { event, line });
    if (entered.size > MOST_WAITING) {
      const [oldest] = entered.keys();
      if (oldest !== undefined && entered.delete(oldest)) count('irrelevant');
    }
    return NONE;
  };

  const left = (event: CaptureEvent, line: SourceLine): readonly ImportedRecord[] => {
    const { tid, time, kind } = event;
    const begun = entered.get(tid);
    const isSame = begun?.event.kind.name === kind.name;
    if (isSame) entered.delete(tid);
    const events = isSame ? [event, begun.event] : [event];
    const process = maker.tree.of(tid);
    const params = new Parameters(...events);
    const meaning = meaningOf({ name: kind.name, params, process, tid, time, session: around });
    if (meaning.kind !== 'event') return count(meaning.kind, events.length);
    const values = { ...besideValues(around, process), ...meaning.values };
    const record = maker.make(meaning.type, values, { process, tid, time });
    meaning.after?.();
    if (record === undefined) return count('irrelevant', events.length);
    count('events', events.length);
    const text = isSame ? `${shown(begun.event)}\n${shown(event)}` : shown(event);
    return [new PartedRecord(record, { ...line, text })];
  };

  return {
    read(line) {
      counts.lines += 1;
      const bytes = line.bytes ?? NO_BYTES;
      if (!line.ended || bytes.length < SMALLEST) {
        return skip('events/cut', line, { detail: 'its last block has no end' });
      }
      const block = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
      const version = PROCESSES.get(block);
      if (version !== undefined) {
        const threads = readProcesses(bytes, version);
        if (threads === undefined) return skip('events/scap-block', line);
        addRunning(around, threads);
        return count('processes');
      }
      if (block === DESCRIPTORS || block === DESCRIPTORS_2) {
        const open = readDescriptors(bytes, block);
        if (open === undefined) return skip('events/scap-block', line);
        addDescriptors(around, open);
        return count('processes');
      }
      if (!EVENTS.has(block)) return count('irrelevant');
      const read = readEvent(bytes, block);
      if (!read.ok) {
        return read.why === 'broken'
          ? skip('events/scap-block', line)
          : skip('events/scap-event', line, { number: read.number });
      }
      const { event } = read;
      const { name, isEnter } = event.kind;
      if (!MEANINGFUL.has(name)) return count('irrelevant');
      return isEnter && name !== 'procexit' ? enter(event, line) : left(event, line);
    },
    end: () => {
      count('irrelevant', entered.size);
      entered.clear();
      return NONE;
    },
    counts: () => ({ ...counts }),
  };
}
