import {
  type EventProblem,
  formats,
  type ImportedRecord,
  parseTime,
  type RecordingOptions,
} from '@secl/events';
import { catalogue } from '@secl/model';
import { forTerminal } from '@secl/text';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { growHeapLess } from '../grow-heap-less.ts';
import { writeRecords } from '../import/lines-of-records.ts';
import { mergedRecords } from '../import/merged-records.ts';
import { rebase } from '../import/rebase.ts';
import { newSpaceLimit } from '../keep-new-space-small.ts';
import type { ByteSink } from '../output.ts';
import { noProgress, type Progress, progressOn } from '../replay/progress.ts';
import {
  emptyOnes,
  type FoundRecording,
  recordingsAt,
  type StreamState,
  shareRead,
  streamOf,
} from '../replay/recordings.ts';
import { count } from '../report/markdown.ts';
import { quoted } from './fields-print.ts';
import type { ImportFlags } from './import.ts';

/** Memory for what is new, in bytes: each record is forgotten soon. */
const enoughForNew = 16 * 1024 * 1024;
/** Per cent: what is remembered of processes is little, and looking for what was forgotten takes long. */
const heapGrowth = 200;
/** So many warnings are printed; the rest is counted. */
const shownWarnings = 20;

export const importEvents: Run<ImportFlags, string[]> = async (context, flags, ...paths) => {
  growHeapLess(heapGrowth);
  if (paths.length === 0) return misuse(context, 'no recordings: name files, or - for standard input');
  const { format, output = '-' } = flags;
  const known = formats.map(({ id }) => id);
  if (format !== undefined && !known.includes(format)) {
    return misuse(context, `--format: no format ${quoted(format)}; there are ${known.join(', ')}`);
  }
  const recordings = await recordingsAt(context, paths);
  if (!recordings.ok) return misuse(context, recordings.message);

  const start = flags.rebase === undefined ? undefined : parseTime(flags.rebase);
  if (flags.rebase !== undefined && start === undefined)
    return misuse(context, `--rebase ${flags.rebase}: write a time as 2026-03-01T10:00:00Z`);

  const states = new Map<string, StreamState>();
  const progress =
    output === '-' && context.stdout.terminal
      ? noProgress
      : progressOn(context.stderr, { share: await shareRead(context, recordings.value, states) });
  const warnings = warningsOn(context, progress);
  const shift = start === undefined ? undefined : rebase(start);
  const shared = new Map<string, unknown>();
  const optionsFor = (recording: FoundRecording): RecordingOptions => ({
    document: recording.name,
    catalogue: catalogue(flags.os),
    onProblem: warnings.add,
    shared,
    stop: context.signal,
    ...(format === undefined ? {} : { format }),
  });
  const bytesOf = (recording: FoundRecording): AsyncGenerator<Uint8Array, void> => {
    // The first events are looked at before all is read.
    const state = states.get(recording.name) ?? { empty: true, trouble: undefined };
    states.set(recording.name, state);
    return streamOf(context, recording, state);
  };
  let events = 0;
  const limitNewSpace = newSpaceLimit(enoughForNew);
  const records = async function* (): AsyncGenerator<readonly ImportedRecord[], void> {
    for await (const portion of mergedRecords(recordings.value, { optionsFor, bytesOf })) {
      events += portion.length;
      limitNewSpace();
      progress.events(events);
      yield shift === undefined ? portion : portion.map((each) => ({ ...each, record: shift(each.record) }));
    }
  };
  const write = (to: ByteSink): Promise<void> => writeRecords(records(), to, context.threads);
  if (output === '-') {
    await write(context.stdout);
  } else {
    const written = await context.fs.replace(output, write);
    progress.done();
    if (!written.ok) return misuse(context, `${output}: ${written.trouble.reason}`);
  }
  progress.done();
  warnings.end(events);
  const empty = context.signal.aborted ? [] : emptyOnes(states);
  if (empty.length > 0) return misuse(context, `nothing could be read from ${empty.join(', ')}`);
  if (warnings.unreadable()) return exit.misuse;
  if (events === 0 && warnings.none() && !context.signal.aborted)
    context.stderr.write(`secl: 0 events: nothing in ${namesOf(recordings.value)} makes one\n`);
  return exit.fine;
};

const namesOf = (recordings: readonly FoundRecording[]): string =>
  recordings.map(({ name }) => forTerminal(name)).join(', ');

interface Warnings {
  readonly add: (problem: EventProblem) => void;
  readonly end: (events: number) => void;
  readonly none: () => boolean;
  /** Whether something could not be read at all. */
  readonly unreadable: () => boolean;
}

const fatal: ReadonlySet<string> = new Set(['events/unknown-format', 'events/unreadable']);

function warningsOn({ stderr }: CliContext, progress: Progress): Warnings {
  let total = 0;
  let unreadable = false;
  return {
    add({ code, place, line, message }) {
      total += 1;
      unreadable ||= fatal.has(code);
      if (total <= shownWarnings || fatal.has(code)) {
        progress.done();
        stderr.write(`secl: ${forTerminal(`${place.document}:${line}: ${message}`)}\n`);
      }
    },
    end(events) {
      if (total === 0) return;
      const more = total > shownWarnings ? `, the first ${shownWarnings} of them above` : '';
      stderr.write(`secl: ${count(events, 'event')}, ${count(total, 'warning')}${more}\n`);
    },
    none: () => total === 0,
    unreadable: () => unreadable,
  };
}
