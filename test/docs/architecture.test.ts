import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayUse, programs, type RoomName, rooms, root } from '../house/rooms.ts';

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** The rows of the table of rooms: a room, and what stands in its last column. */
const described = new Map(
  [...page.matchAll(/^\| \[`([\w-]+)`\]\(.*\| (.+) \|$/gm)].map(([, room = '', uses = '']) => [
    room,
    uses.trim(),
  ]),
);

/** What a room may use of the rooms that are there: one that is yet to come stands for what it may use itself. */
function usable(room: RoomName): readonly RoomName[] {
  return [...new Set(mayUse[room].flatMap((used) => (rooms.includes(used) ? [used] : usable(used))))].sort();
}

describe('the rooms of docs/architecture.md', () => {
  it('are those of this checkout', () => {
    expect([...described.keys()].sort()).toEqual([...rooms].sort());
  });

  it.each(rooms)('%s may use what the house allows', (room: RoomName) => {
    const uses = described.get(room) ?? '';
    const named = [...uses.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort();
    const others = rooms.filter((other) => !programs.includes(other)).sort();
    if (uses === 'all') expect(usable(room)).toEqual(others);
    else expect(named).toEqual(usable(room));
    if (named.length === 0) expect(['nothing', 'all']).toContain(uses);
  });
});

describe('the code that docs/architecture.md names', () => {
  const paths = [...page.matchAll(/`((?!src\/)(?:[\w-]+\/)+[\w.-]+\.ts|policy\/src\/load)`/g)].map(
    ([, path = '']) => path,
  );

  it.each(paths)('packages/%s is there', (path) => {
    expect(() => readFileSync(join(root, 'packages', path))).not.toThrow(/ENOENT/);
  });
});
