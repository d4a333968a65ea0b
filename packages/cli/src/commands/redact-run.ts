import { type EventProblem, formats, importRecording, toCanonical } from '@secl/events';
import { catalogue } from '@secl/model';
import type { Difference } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { changedRules, type KeptRules, rulesToKeep } from '../redact/keep-for.ts';
import { peopleOf } from '../redact/people.ts';
import { redactorOf, redactRules } from '../redact/rules.ts';
import { UnknownFields } from '../redact/unknown-fields.ts';
import {
  emptyOnes,
  type FoundRecording,
  recordingsAt,
  type StreamState,
  streamOf,
} from '../replay/recordings.ts';
import { count } from '../report/markdown.ts';
import type { RedactFlags } from './redact.ts';

const FATAL: ReadonlySet<string> = new Set(['events/unknown-format', 'events/unreadable']);
/** So many warnings and changed rules are shown; the rest is counted. */
const SHOWN = 20;

export const redact: Run<RedactFlags, string[]> = async (context, flags, ...paths) => {
  const wrong = misused(flags, paths);
  if (wrong !== undefined) return misuse(context, wrong);
  const rules = await redactRules(context, flags);
  if (!rules.ok) return misuse(context, rules.message);
  const kept = flags.keepFor === undefined ? undefined : await rulesToKeep(context, flags.keepFor);
  if (kept?.ok === false) return misuse(context, kept.message);
  const recordings = await recordingsAt(context, paths);
  if (!recordings.ok) return misuse(context, recordings.message);

  const { format, output = '-' } = flags;
  const people = rules.value.keep.includes('users') ? [] : await peopleOf(context, recordings.value, flags);
  const anonymous = redactorOf(rules.value, kept?.value.set.texts.values(), people);
  const warnings = { total: 0, unreadable: false };
  const onProblem = ({ code, place, line, message }: EventProblem): void => {
    warnings.total += 1;
    warnings.unreadable ||= FATAL.has(code);
    if (warnings.total <= SHOWN || FATAL.has(code)) {
      context.stderr.write(`secl: ${forTerminal(`${place.document}:${line}: ${message}`)}\n`);
    }
  };
  const strange = new UnknownFields(flags.os);
  let events = 0;
  const states = new Map<string, StreamState>();
  const portions = async function* (): AsyncGenerator<string> {
    for (const recording of recordings.value) {
      const options = {
        document: recording.name,
        catalogue: catalogue(flags.os),
        onProblem,
        stop: context.signal,
        ...(format === undefined ? {} : { format }),
      };
      const state = { empty: true, trouble: undefined };
      states.set(recording.name, state);
      for await (const records of importRecording(streamOf(context, recording, state), options)) {
        events += records.length;
        for (const { record } of records) strange.see(record);
        yield records.map(({ record }) => `${toCanonical(anonymous(record))}\n`).join('');
      }
    }
  };
  if (output === '-') {
    for await (const text of portions()) {
      context.stdout.write(text);
      await context.stdout.drained();
    }
  } else {
    const written = await context.fs.replace(output, portions());
    if (!written.ok) return misuse(context, `${output}: ${written.trouble.reason}`);
  }
  const stays = strange.words();
  if (stays !== undefined) context.stderr.write(`secl: ${forTerminal(stays)}\n`);
  const empty = context.signal.aborted ? [] : emptyOnes(states);
  if (empty.length > 0) return misuse(context, `nothing could be read from ${empty.join(', ')}`);
  if (warnings.unreadable) return exit.misuse;
  if (output !== '-') context.stderr.write(`secl: ${count(events, 'event')} in ${forTerminal(output)}\n`);
  else if (events === 0)
    context.stderr.write(`secl: 0 events: nothing in ${namesOf(recordings.value)} makes one\n`);
  if (kept === undefined || context.signal.aborted) return exit.fine;
  return await tellChanges(context, kept.value, recordings.value, flags.format, output);
};

const namesOf = (recordings: readonly FoundRecording[]): string =>
  recordings.map(({ name }) => forTerminal(name)).join(', ');

function misused(
  { keepFor, output = '-', format }: RedactFlags,
  paths: readonly string[],
): string | undefined {
  if (paths.length === 0) return 'no recordings: name files, or - for standard input';
  const known = formats.map(({ id }) => id);
  if (format !== undefined && !known.includes(format)) {
    return `--format: no format ${format}; there are ${known.join(', ')}`;
  }
  if (keepFor === undefined) return undefined;
  // Both recordings are replayed afterwards.
  if (output === '-') return '--keep-for compares the recordings: write to a file with -o';
  return paths.includes('-') ? '--keep-for reads the recording twice: name a file instead of -' : undefined;
}

async function tellChanges(
  context: CliContext,
  kept: KeptRules,
  ...[recordings, format, output]: [Parameters<typeof changedRules>[2], string | undefined, string]
): Promise<typeof exit.fine | typeof exit.findings> {
  const { differences, unchanged } = await changedRules(context, kept, recordings, format, output);
  for (const difference of differences.slice(0, SHOWN)) {
    context.stderr.write(`secl: ${forTerminal(difference.id)} ${change(difference)}\n`);
  }
  if (differences.length > SHOWN)
    context.stderr.write(`secl: and ${count(differences.length - SHOWN, 'rule')} more\n`);
  context.stderr.write(
    differences.length === 0
      ? `secl: every rule decides as before (${count(unchanged, 'rule')})\n`
      : `secl: ${count(differences.length, 'rule')} of ${differences.length + unchanged} ${differences.length === 1 ? 'decides' : 'decide'} otherwise: keep more with --keep or --keep-word\n`,
  );
  return differences.length === 0 ? exit.fine : exit.findings;
}

function change({ before, after, lost, gained }: Difference): string {
  const [was, is] = [before?.matches ?? 0, after?.matches ?? 0];
  if (was !== is) return `matched ${count(was, 'event')}, and now ${is}`;
  const [wasOpen, isOpen] = [before?.undecided ?? 0, after?.undecided ?? 0];
  if (wasOpen !== isOpen) return `could not be decided for ${count(wasOpen, 'event')}, and now for ${isOpen}`;
  const [first] = [...lost, ...gained];
  return first === undefined
    ? 'matches other events'
    : `matches other events, such as that of line ${first.line}`;
}
