/**
 * Writes which events captures of Falco and sysdig have, and by which bits they tell flags. The facts come from the
 * headers of their driver, which distributions ship as source, and from `generate/scap-since.json` for what newer drivers
 * have; so this is run by hand and its outcome is kept:
 *
 *     apt-get download falcosecurity-scap-dkms && dpkg -x falcosecurity-scap-dkms_*.deb driver
 *     node --conditions=source scripts/generate-scap.ts driver/usr/src/scap-*
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventNames } from '../packages/events/src/formats/scap/event-names.ts';
import since from './generate/scap-since.json' with { type: 'json' };

const [directory = '.'] = process.argv.slice(2);
const table = readFileSync(join(directory, 'event_table.c'), 'utf8');
const header = readFileSync(join(directory, 'ppm_events_public.h'), 'utf8');

const wanted = new Set<string>(eventNames);

/** By number: the name, and where it matters the names and types of the parameters: `close fd:FD`. */
const events: Record<string, string | undefined> = {};
// The place in the table is the number; the comments in front of the rows are not all right.
for (const [number, [, name = '', rest = '']] of [
  ...table.matchAll(/^\s*\/\* PPME_\w+ \*\/\s*\{\s*"([^"]*)",(.*)$/gm),
].entries()) {
  if (name === '' || name === 'NA') continue;
  const params = wanted.has(name)
    ? [...rest.matchAll(/\{"(\w+)", PT_(\w+),/g)].map(([, each = '', type = '']) => `${each}:${type}`)
    : [];
  events[number] = [name, ...params].join(' ');
}

/** What drivers have been given since. They only ever append: the older parameters of a row stay where they are. */
for (const [number, params] of Object.entries(since.appended)) {
  const row = events[number];
  if (row === undefined) throw new Error(`there is no event ${number} to append to`);
  events[number] = `${row} ${params}`;
}
for (const [number, row] of Object.entries(since.events)) {
  const [name = ''] = row.split(' ');
  if (events[number] !== undefined) throw new Error(`the event ${number} is in the headers`);
  events[number] = wanted.has(name) ? row : name;
}

/** Flags that do not have the kernel's own bits, by the names that they have there. */
const groups = { open: 'O', clone: 'CL', map: 'MAP', ptrace: 'PTRACE' } as const;
const flags = Object.fromEntries(
  Object.entries(groups).map(([group, prefix]) => {
    const pattern = new RegExp(`^#define PPM_(${prefix}_\\w+)\\s+(?:\\(1\\s*<<\\s*(\\d+)\\)|(\\d+))`, 'gm');
    const rows = [...header.matchAll(pattern)].map(([, name = '', bit, value]) => [
      name.replace(/^CL_/, ''),
      bit === undefined ? Number(value) : 2 ** Number(bit),
    ]);
    return [group, Object.fromEntries(rows)];
  }),
);

writeFileSync(
  new URL('../packages/events/src/formats/scap/event-table.json', import.meta.url),
  `${JSON.stringify({ events, flags })
    .replace(/"(\d+)":"/g, '\n"$1":"')
    .replace(/("(?:flags|open|clone|map|ptrace)":\{)/g, '\n$1')}\n`,
);
