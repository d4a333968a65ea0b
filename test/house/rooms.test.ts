import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import project from '../../tsconfig.json' with { type: 'json' };
import {
  browserRooms,
  folderOf,
  folders,
  plannedRooms,
  programs,
  type RoomName,
  reachable,
  rooms,
} from './rooms.ts';

describe('the rooms', () => {
  it('are those that the table knows', () => {
    expect(folders.filter((folder) => !plannedRooms.some((room) => room === folder))).toEqual([]);
  });

  it('may not use each other in a circle', () => {
    expect(plannedRooms.filter((room) => reachable(room).has(room))).toEqual([]);
  });

  it.each(rooms)('%s has a manifest, a README of a few lines, and a way in', (room: RoomName) => {
    const wayIn = programs.includes(room) ? 'src/main.ts' : 'src/index.ts';
    const missing = ['package.json', 'README.md', wayIn].filter(
      (name) => !existsSync(join(folderOf(room), name)),
    );
    expect(missing).toEqual([]);
  });

  it('are all built by the root project, except programs, which are bundled', () => {
    // A room with files for Node only has a project of its own for those.
    const built = project.references
      .map(({ path }) => path)
      .filter((path) => !path.endsWith('.json'))
      .sort();
    expect(built).toEqual(browserRooms.map((room) => `packages/${room}`).sort());
  });
});
