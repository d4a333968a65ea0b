import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which rooms a room may use. What those use in turn is open to it too: `policy` uses `language`, so it speaks of
 * its `text` and `model`. A new room begins here, with a word in its README on what it is for.
 */
const table = {
  text: [],
  model: [],
  language: ['text', 'model'],
  logic: ['language'],
  evaluation: ['language'],
  policy: ['evaluation'],
  engine: ['policy'],
  events: ['text', 'model'],
  simulator: ['engine', 'events', 'logic'],
  lint: ['policy', 'logic'],
  workspace: ['lint'],
  diff: ['logic', 'simulator'],
  testing: ['simulator'],
  fleet: ['policy', 'logic'],
  signals: ['policy', 'logic'],
  sbom: ['events'],
  'language-service': ['workspace', 'simulator', 'testing'],
  'language-server': ['language-service'],
  cli: [
    'diff',
    'engine',
    'evaluation',
    'events',
    'fleet',
    'language',
    'language-server',
    'language-service',
    'lint',
    'logic',
    'model',
    'policy',
    'sbom',
    'signals',
    'simulator',
    'testing',
    'text',
    'workspace',
  ],
  // Runs `cli` as a program, from a bundle of its own.
  action: ['text'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RoomName = keyof typeof table;
export const mayUse: Readonly<Record<RoomName, readonly RoomName[]>> = table;
export const plannedRooms = Object.keys(table) as readonly RoomName[];

export const root = join(import.meta.dirname, '../..');
export const folderOf = (room: string): string => join(root, 'packages', room);

/** The rooms of this checkout: a room exists once it has work to do. */
export const folders: readonly string[] = readdirSync(join(root, 'packages')).sort();
export const rooms: readonly RoomName[] = plannedRooms.filter((room) => folders.includes(room));

/** The rooms that are programs: they have a `main.ts` and no door, and are bundled. */
export const programs: readonly RoomName[] = ['cli', 'action'];

/** All others run in a browser. */
export const browserRooms: readonly RoomName[] = rooms.filter((room) => !programs.includes(room));

/** A room is worked on once its door is there. */
export const hasDoor = (room: string): boolean => existsSync(join(folderOf(room), 'src/index.ts'));

export const packageNameOf = (room: RoomName): string => (room === 'cli' ? 'secl' : `@secl/${room}`);

/** All rooms that this one may use, directly or through another. */
export function reachable(room: RoomName): ReadonlySet<RoomName> {
  const found = new Set<RoomName>();
  const visit = (from: RoomName): void => {
    for (const used of mayUse[from]) {
      if (found.has(used)) continue;
      found.add(used);
      visit(used);
    }
  };
  visit(room);
  return found;
}
