import { importRecording, peopleIn } from '@secl/events';
import { catalogue, type Platform } from '@secl/model';
import type { CliContext } from '../context.ts';
import { type FoundRecording, streamOf } from '../replay/recordings.ts';

/**
 * Names of people in recordings, read once for them alone: an event may hold one that only a later event tells to be a
 * person's. None where something cannot be read twice.
 */
export async function peopleOf(
  context: CliContext,
  recordings: readonly FoundRecording[],
  { os, format }: { readonly os: Platform; readonly format?: string },
): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const { path } of recordings)
    if (path === '-' || (await context.fs.kind(path)) !== 'file') return people;
  for (const recording of recordings) {
    const options = {
      document: recording.name,
      catalogue: catalogue(os),
      // Said when it is read for good.
      onProblem: () => {},
      stop: context.signal,
      ...(format === undefined ? {} : { format }),
    };
    for await (const records of importRecording(streamOf(context, recording), options))
      for (const { record } of records) for (const person of peopleIn(record)) people.add(person);
  }
  return people;
}
