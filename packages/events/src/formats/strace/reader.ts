import type { Row } from '../../canonical/row.ts';
import { PartedRecord } from '../../imported-parts.ts';
import type { ImportedRecord, ImportOptions, LineCounts, RecordReader } from '../../importer.ts';
import { eventProblem } from '../../problem.ts';
import type { EventProblemCode } from '../../problems.ts';
import { ancestorsOf, sharedByEvents } from '../../process-fields.ts';
import { type Process, ProcessTree } from '../../process-tree.ts';
import { MovingStretch, type Stretch, stretchOf } from '../../reading/piece.ts';
import type { SourceLine } from '../../reading/split.ts';
import { WordTable } from '../../reading/words.ts';
import type { RecordElement } from '../../record.ts';
import { parseArguments } from './arguments.ts';
import { readCall } from './call.ts';
import type { Reader } from './context.ts';
import { unknownFields } from './coverage.ts';
import { fileCalls } from './file-calls.ts';
import { keepBack } from './keep-back.ts';
import { kernelCalls } from './kernel-calls.ts';
import { type Line, readLine, type StraceLine } from './line.ts';
import { networkCalls } from './network-calls.ts';
import { howStarted, processCalls, STARTS } from './process-calls.ts';

import { symbolsOf } from './symbols.ts';
import { UsualLine } from './usual-line.ts';

const CALLS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({ ...fileCalls, ...processCalls, ...networkCalls, ...kernelCalls }),
);

interface NamedCall {
  readonly name: string;
  /** Of calls that matter to rules. */
  readonly reader: Reader | undefined;
}

function namedCall(name: string): NamedCall {
  return { name, reader: CALLS.get(name) };
}

const names = new WordTable(namedCall);

/** What the agent calls the ways in which a process ends. */
const EXITED = 0;
const COREDUMPED = 1;
const SIGNALED = 2;
const EXIT = ['exit.cause', 'exit.code'];

const NONE: readonly ImportedRecord[] = [];

interface Unfinished {
  readonly line: SourceLine;
  readonly name: string;
  readonly text: string;
}

/** The only thread has no number that anybody knows. The same object for the same one. */
function leavingOutPid(): (shared: RecordElement) => RecordElement {
  let last: { readonly of: RecordElement; readonly rest: RecordElement } | undefined;
  return (shared) => {
    if (last?.of !== shared) {
      const { 'process.pid': _none, ...rest } = shared;
      last = { of: shared, rest };
    }
    return last.rest;
  };
}

type Counted = 'events' | 'processes' | 'irrelevant' | 'skipped';

/** Reads one recording. Each line is counted once: as an event, for processes, as irrelevant, or as skipped. */
export function straceReader({ catalogue, onProblem }: ImportOptions): RecordReader {
  const tree = new ProcessTree();
  const symbols = symbolsOf(catalogue);
  const keptBack = keepBack();
  const withoutPid = leavingOutPid();
  let lostDirectory = false;
  /** What the events of each type leave unknown. */
  const types = new Map(catalogue.eventTypes.map(({ name }) => [name, unknownFields.get(name) ?? []]));
  const unfinished = new Map<number, Unfinished>();
  const counts: Record<Counted | 'lines', number> = {
    lines: 0,
    events: 0,
    processes: 0,
    irrelevant: 0,
    skipped: 0,
  };
  /** Without `-f` there is no thread column, and one thread. */
  const onlyThread = 0;

  const skip = (
    code: EventProblemCode,
    line: SourceLine,
    values: Readonly<Record<string, string>> = {},
  ): typeof NONE => {
    counts.skipped += 1;
    onProblem(eventProblem(code, line, 0, line.text.length, values));
    return NONE;
  };

  const count = (as: Counted, lines: number): typeof NONE => {
    counts[as] += lines;
    return NONE;
  };

  const record = (
    type: string,
    values: Row,
    process: Process,
    tid: number,
    time: bigint | undefined,
    at: SourceLine,
  ): PartedRecord => {
    const shared = sharedByEvents(process, catalogue.platform);
    const isThreadKnown = process.pid !== onlyThread;
    const parts = {
      type,
      time,
      host: undefined,
      shared: isThreadKnown ? shared : withoutPid(shared),
      tid: isThreadKnown ? tid : undefined,
      own: values,
      ancestors: ancestorsOf(process),
      unknown: types.get(type) ?? unknownFields.get(type) ?? [],
    };
    return new PartedRecord(parts, at);
  };

  /** Of the call that is read; the same object for all of them. */
  const context = {
    tree,
    symbols,
    process: new ProcessTree().of(onlyThread),
    tid: onlyThread,
    time: undefined as bigint | undefined,
    line: undefined as SourceLine | undefined,
    onLostDirectory: (): void => {
      const { line } = context;
      if (!lostDirectory && line !== undefined) {
        lostDirectory = true;
        onProblem(eventProblem('events/strace-directory', line, 0, line.text.length));
      }
    },
  };

  /** A call that has returned; `lines` is 2 where it was printed in two parts. */
  const call = (
    { name, reader }: NamedCall,
    stretch: Stretch,
    { tid = onlyThread, time }: Pick<Line, 'tid' | 'time'>,
    at: SourceLine,
    lines: number,
  ): readonly ImportedRecord[] => {
    if (reader === undefined) {
      return count('irrelevant', lines);
    }
    const read = readCall(name, stretch, symbols.errno);
    if (read === undefined) {
      counts.skipped += lines - 1;
      return skip(at.ended ? 'events/strace-line' : 'events/cut', at, { detail: 'its last line has no end' });
    }
    const process = tree.of(tid);
    context.process = process;
    context.tid = tid;
    context.time = time;
    context.line = at;
    const meaning = reader(read, context);
    if (meaning.kind !== 'event') {
      return count(meaning.kind, lines);
    }
    if (!types.has(meaning.type)) {
      meaning.after?.();
      return count('irrelevant', lines);
    }
    counts.events += lines;
    const imported = record(meaning.type, meaning.values, process, tid, time, at);
    meaning.after?.();
    return [imported];
  };

  const ended = (
    line: SourceLine,
    { tid = onlyThread, time }: Line,
    cause: number,
    code: number,
  ): readonly ImportedRecord[] => {
    forget(tid);
    const process = tree.of(tid);
    if (!tree.end(tid)) {
      return count('processes', 1);
    }
    counts.events += 1;
    return [record('exit', { names: EXIT, values: [cause, code] }, process, tid, time, line)];
  };

  /** Calls that a thread never returned from. */
  const forget = (tid: number): void => {
    if (unfinished.delete(tid)) {
      counts.irrelevant += 1;
    }
  };

  /** A child may run before its maker's call has returned; where one call only is open, it is that one's child. */
  const assumeStart = (tid: number, time: bigint | undefined): void => {
    const open = [...unfinished].filter(([, each]) => STARTS.has(each.name));
    const [maker, start] = open[0] ?? [];
    if (open.length === 1 && maker !== undefined && start !== undefined) {
      const parsed = parseArguments(stretchOf(`${start.text})`), start.name.length + 1);
      tree.start(tree.of(maker), tid, howStarted(parsed?.items ?? [], symbols, true), time);
    }
  };

  const says = (line: SourceLine, read: Line, what: StraceLine): readonly ImportedRecord[] => {
    const tid = read.tid ?? onlyThread;
    switch (what.kind) {
      case 'call':
        return call(namedCall(what.name), what.call, read, line, 1);
      case 'unfinished':
        forget(tid);
        unfinished.set(tid, { line, name: what.name, text: what.text });
        return NONE;
      case 'resumed': {
        const start = unfinished.get(tid);
        if (start === undefined || start.name !== what.name) {
          return skip('events/strace-resumed', line, { call: what.name });
        }
        unfinished.delete(tid);
        const { document, line: number, column, offset } = start.line;
        const text = `${start.line.text}\n${line.text}`;
        const at = { document, line: number, column, offset, text, ended: line.ended };
        return call(namedCall(what.name), stretchOf(start.text + what.text), read, at, 2);
      }
      case 'exited':
        return ended(line, read, EXITED, what.code);
      case 'killed': {
        const signal = symbols.number({ kind: 'flags', names: [what.signal], rest: 0n });
        return ended(line, read, what.coreDumped ? COREDUMPED : SIGNALED, Number(signal ?? 0));
      }
      case 'superseded':
        forget(tid);
        return count('processes', 1);
      case 'signal':
      case 'note':
        return count('irrelevant', 1);
      case 'unknown':
        return skip(line.ended ? 'events/strace-line' : 'events/cut', line, {
          detail: 'its last line has no end',
        });
    }
  };

  /** A thread whose first call is seen. */
  const meet = ({ tid, time }: Pick<Line, 'tid' | 'time'>): void => {
    if (tid !== undefined && tree.find(tid) === undefined) {
      assumeStart(tid, time);
    }
  };

  const stretch = new MovingStretch();
  const usual = new UsualLine(names);

  /** What nearly all lines are, without putting together what they say. */
  const usualCall = (name: NamedCall, line: SourceLine): readonly ImportedRecord[] => {
    meet(usual);
    stretch.start = usual.start;
    stretch.end = usual.end;
    return call(name, stretch, usual, line, 1);
  };

  return {
    read(line) {
      counts.lines += 1;
      stretch.to(line);
      if (usual.read(stretch) && usual.name !== undefined && !usual.isUnfinished) {
        return keptBack.pass(usualCall(usual.name, line), tree.of(usual.tid));
      }
      const read = readLine(stretch);
      const isCall = read.says.kind === 'call' || read.says.kind === 'unfinished';
      if (isCall) {
        meet(read);
      }
      return keptBack.pass(says(line, read, read.says), tree.of(read.tid ?? onlyThread));
    },
    end() {
      for (const { line, name } of unfinished.values()) {
        if (CALLS.has(name)) {
          skip('events/strace-unfinished', line, { call: name });
        } else {
          counts.irrelevant += 1;
        }
      }
      unfinished.clear();
      return keptBack.release();
    },
    counts: (): LineCounts => ({ ...counts }),
  };
}
