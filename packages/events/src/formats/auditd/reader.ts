import { PartedRecord } from '../../imported-parts.ts';
import type { ImportedRecord, ImportOptions, RecordReader } from '../../importer.ts';
import { recordMaker } from '../../kernel-calls/record-maker.ts';
import { eventProblem } from '../../problem.ts';
import { MovingStretch } from '../../reading/piece.ts';
import type { SourceLine } from '../../reading/split.ts';
import { symbolsOf } from '../strace/symbols.ts';
import { type AuditEvent, gathering } from './audit-event.ts';
import { callers } from './callers.ts';
import { unknownFields } from './coverage.ts';
import { readRecord } from './line.ts';
import { LinesOfEvent } from './lines-of-event.ts';
import { meaningOf } from './meaning.ts';
import { partsOf } from './parts.ts';
import { processes } from './process.ts';
import { sessions } from './session.ts';

const NONE: readonly ImportedRecord[] = [];

type Counted = 'events' | 'processes' | 'irrelevant' | 'skipped';

/** What belongs to a system call, and says nothing without it. */
const PARTS: ReadonlySet<string> = new Set([
  'PATH',
  'EXECVE',
  'SOCKADDR',
  'CWD',
  'CAPSET',
  'OBJ_PID',
  'MMAP',
  'OPENAT2',
  'KERN_MODULE',
  'SOCKETCALL',
]);

/** Reads one log. All lines of an event are counted as what the event is. */
export function auditdReader({ catalogue, onProblem }: ImportOptions): RecordReader {
  const maker = recordMaker(catalogue, unknownFields);
  const known = processes(maker.tree);
  const symbols = symbolsOf(catalogue);
  const told = sessions();
  const around = {
    maker,
    processes: known,
    symbols,
    sessions: told,
    callers: callers(maker.tree, known, told),
  };
  const gathered = gathering();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const count = (as: Counted, lines: number): typeof NONE => {
    counts[as] += lines;
    return NONE;
  };

  const read = (event: AuditEvent): readonly ImportedRecord[] => {
    const { lines, records } = event;
    const [first] = lines;
    if (first === undefined) {
      return NONE;
    }
    const parts = partsOf(records);
    const { call } = parts;
    if (call === undefined) {
      const part = records.findIndex(({ type }) => PARTS.has(type));
      const at = lines[part];
      if (at === undefined) {
        return count('irrelevant', lines.length);
      }
      onProblem(eventProblem('events/auditd-incomplete', at, 0, at.text.length));
      return count('skipped', lines.length);
    }
    const meaning = meaningOf(call, parts, event.time, around);
    if (meaning.kind !== 'event') {
      return count(meaning.kind, lines.length);
    }
    const { process } = meaning;
    const record = maker.make(meaning.type, meaning.values, {
      process,
      session: meaning.session,
      time: event.time,
      host: call.node,
    });
    meaning.after?.();
    if (record === undefined) {
      return count('irrelevant', lines.length);
    }
    count('events', lines.length);
    const at = lines.length === 1 ? first : new LinesOfEvent(first, lines);
    return [new PartedRecord(record, at)];
  };

  const all = (events: readonly AuditEvent[]): readonly ImportedRecord[] =>
    events[0] === undefined ? NONE : events.length === 1 ? read(events[0]) : events.flatMap(read);

  const stretch = new MovingStretch();

  return {
    read(line) {
      counts.lines += 1;
      stretch.to(line);
      const record = readRecord(stretch);
      if (record !== undefined) {
        return all(gathered.add(line, record));
      }
      if (isSeparator(line)) {
        return count('irrelevant', 1);
      }
      const code = line.ended ? 'events/auditd-line' : 'events/cut';
      onProblem(eventProblem(code, line, 0, line.text.length, { detail: 'its last line has no end' }));
      return count('skipped', 1);
    },
    end: () => all(gathered.end()),
    counts: () => ({ ...counts }),
  };
}

/** What `ausearch` prints between events. */
function isSeparator({ text }: SourceLine): boolean {
  return text === '----' || text.startsWith('time->');
}
