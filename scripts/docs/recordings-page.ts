import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOf } from '../../packages/cli/src/formats/model.ts';
import { commonTarget } from '../../packages/cli/src/target-run.ts';
import { formats } from '../../packages/events/src/index.ts';
import { load, readCarrier } from '../../packages/policy/src/index.ts';

const library = join(import.meta.dirname, '../../rules-library/policies');

/** `docs/recordings.md`: what each format can tell, from what its importer declares. */
export function recordingsPage(): string {
  const files = readdirSync(library)
    .filter((name) => name.endsWith('.policy'))
    .sort()
    .flatMap((name) => readCarrier(name, readFileSync(join(library, name), 'utf8')))
    .map(({ file }) => file);
  const rules = load(files, commonTarget().target);
  const linux = formats.map((format) => reportOf(format, 'linux', rules));
  const windows = formats
    .map((format) => reportOf(format, 'windows', undefined))
    .filter(({ id, coverage }) => WINDOWS.has(id) && coverage.eventTypes.length > 0);
  const table = (reports: typeof linux): string =>
    [
      '| format | what it is | event types | fields | rules of the library |',
      '| --- | --- | --- | --- | --- |',
      ...reports.map(
        ({ id, title, coverage, all, decidable }) =>
          `| \`${id}\` | ${title} | ${share(coverage.eventTypes, all.eventTypes)} | ${share(coverage.fields, all.fields)} | ${decidable === undefined ? '' : `${decidable.canMatch} of ${decidable.loaded}`} |`,
      ),
    ].join('\n');
  const sections = linux
    .filter(({ coverage, all }) => coverage.fields.length < all.fields.length)
    .map(({ id, coverage, decidable }) =>
      [
        `## ${id}`,
        `Event types: ${coverage.eventTypes.map((type) => `\`${type}\``).join(', ')}.`,
        decidable === undefined || decidable.missing.length === 0
          ? ''
          : `What rules of the library miss: ${decidable.missing
              .slice(0, 8)
              .map(({ field, rules: ids }) => `${field} (${ids.length})`)
              .join(', ')}.`,
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
    );
  return `${[
    '# What recordings can tell',
    'This page is generated from what the importers declare of themselves; `secl formats` prints the same, and with\n`--policies` for your own rules. A field that a format cannot fill is unknown: a rule that needs it is undecidable there,\nnever wrong. Fields that are one value under several names count once, lengths of texts and lists not at all.',
    '## Linux',
    table(linux),
    '## Windows',
    table(windows),
    ...sections,
  ].join('\n\n')}\n`;
}

/** The others record Linux only, though some names of theirs are on both. */
const WINDOWS: ReadonlySet<string> = new Set(['canonical', 'agent-event']);

function share(some: readonly string[], all: readonly string[]): string {
  return some.length === all.length ? 'all' : String(some.length);
}
