import { PartedRecord } from '../../imported-parts.ts';
import type { ImportedRecord, ImportOptions, RecordReader } from '../../importer.ts';
import { recordMaker } from '../../kernel-calls/record-maker.ts';
import { eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import { symbolsOf } from '../strace/symbols.ts';
import { unknownFields } from './coverage.ts';
import { inOrder, type Timed } from './in-order.ts';
import { readLine } from './line.ts';
import { type Meaning, meanings } from './meaning.ts';

const NONE: readonly ImportedRecord[] = [];
type Counted = 'events' | 'processes' | 'irrelevant' | 'skipped';

/** Reads one recording of our own script. Texts belong to the call that follows them, and are counted with it. */
export function bpftraceReader({ catalogue, onProblem }: ImportOptions): RecordReader {
  const maker = recordMaker(catalogue, unknownFields);
  const meaning = meanings(maker, symbolsOf(catalogue));
  const ordered = inOrder();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const count = (as: Counted, lines = 1): typeof NONE => {
    counts[as] += lines;
    return NONE;
  };

  const skip = (line: SourceLine): typeof NONE => {
    const code = line.ended ? 'events/bpftrace-line' : 'events/cut';
    onProblem(eventProblem(code, line, 0, line.text.length, { detail: 'its last line has no end' }));
    return count('skipped');
  };

  const make = (read: Meaning, line: SourceLine): readonly ImportedRecord[] => {
    switch (read.kind) {
      case 'event': {
        const { type, values, process, tid, time, lines } = read;
        const record = maker.make(type, values, { process, tid, time });
        read.after?.();
        if (record === undefined) return count('irrelevant', lines);
        count('events', lines);
        return [new PartedRecord(record, line)];
      }
      case 'kept':
        return NONE;
      case 'broken':
        return skip(line);
      case 'processes':
      case 'irrelevant':
        return count(read.kind, read.lines);
    }
  };

  const all = (timed: readonly Timed[]): readonly ImportedRecord[] =>
    timed.length === 0 ? NONE : timed.flatMap(({ cells, line }) => make(meaning.of(cells), line));

  return {
    read(line) {
      counts.lines += 1;
      const read = readLine(line.text);
      switch (read.kind) {
        case 'cells': {
          const [name, time] = read.cells;
          if (name === 'known') return make(meaning.of(read.cells), line);
          if (name === 'start' && typeof time === 'number') {
            meaning.startedAt(time);
            return count('irrelevant');
          }
          if (typeof name !== 'string' || typeof time !== 'number') return skip(line);
          return all(ordered.add({ time, cells: read.cells, line }));
        }
        case 'printed':
          meaning.clock(read.text);
          return count('irrelevant');
        case 'lost':
          onProblem(eventProblem('events/bpftrace-lost', line, 0, line.text.length, { events: read.events }));
          return count('irrelevant');
        case 'note':
          return count('irrelevant');
        case 'unknown':
          return skip(line);
      }
    },
    end() {
      const records = all(ordered.end());
      count('irrelevant', meaning.left());
      return records;
    },
    counts: () => ({ ...counts }),
  };
}
