import type { RecordingSummary } from '@secl/simulator';

/** More files of one directory than this are told as one recording in parts. */
const fewFiles = 4;

/** Recordings as they are told: each by itself, or many files of one directory together. */
export function byFolder(recordings: readonly RecordingSummary[]): readonly RecordingSummary[] {
  const counts = new Map<string, number>();
  for (const recording of recordings) {
    const key = keyOf(recording);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const told = new Map<string, RecordingSummary>();
  for (const recording of recordings) {
    const key = keyOf(recording);
    const number = counts.get(key) ?? 0;
    const isMany = key !== '' && number > fewFiles;
    const before = isMany ? told.get(key) : undefined;
    told.set(
      isMany ? key : `\0${recording.name}`,
      before === undefined
        ? isMany
          ? { ...recording, name: `${folderOf(recording.name)} (${number} files)` }
          : recording
        : both(before, recording),
    );
  }
  return [...told.values()];
}

/** What could not be read is told by itself, and lines are not added to objects. */
function keyOf({ name, format, unit }: RecordingSummary): string {
  const folder = folderOf(name);
  return format === '' || folder === '' ? '' : `${format} ${unit} ${folder}`;
}

function folderOf(name: string): string {
  const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  return name.slice(0, end + 1);
}

function both(a: RecordingSummary, b: RecordingSummary): RecordingSummary {
  return {
    name: a.name,
    format: a.format,
    unit: a.unit,
    lines: a.lines + b.lines,
    events: a.events + b.events,
    processes: a.processes + b.processes,
    irrelevant: a.irrelevant + b.irrelevant,
    skipped: a.skipped + b.skipped,
    // Times as text in one form sort as times.
    first: [a.first, b.first].filter((time) => time !== undefined).sort()[0],
    last: [a.last, b.last]
      .filter((time) => time !== undefined)
      .sort()
      .at(-1),
  };
}
