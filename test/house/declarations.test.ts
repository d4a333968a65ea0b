import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, it } from 'vitest';
import { isOurs } from './manifests.ts';
import { browserRooms, hasDoor, type RoomName, root } from './rooms.ts';
import { importsOf, isRelative, packageOf, parse } from './sources.ts';

/** Rooms whose doors may speak the types of the editor protocol, which is their subject. */
const speaksProtocol: readonly RoomName[] = ['language-service', 'language-server'];

/**
 * Who imports a room should not have to know, or install, what it is made of. Reads the declarations that the
 * build wrote, from the door along everything that they import.
 */
it.each(browserRooms.filter(hasDoor))(
  'no type of a dependency stands in the door of %s',
  (room: RoomName) => {
    const allowed = speaksProtocol.includes(room) ? ['vscode-languageserver-types'] : [];
    const foreign: string[] = [];
    const seen = new Set<string>();
    const read = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const specifier of importsOf(parse(path, readFileSync(join(root, path), 'utf8')))) {
        const name = packageOf(specifier);
        if (isRelative(specifier)) read(declarationOf(posix.join(posix.dirname(path), specifier)));
        else if (!isOurs(name) && !allowed.includes(name)) foreign.push(`${path}: ${specifier}`);
      }
    };
    const door = `packages/${room}/dist/index.d.ts`;
    expect(existsSync(join(root, door)), `${door} is there (npm run build makes it)`).toBe(true);
    read(door);
    expect(foreign).toEqual([]);
  },
);

/** Declarations name the files that they stand for: `./span.ts` or `./span.js`, both described by `span.d.ts`. */
function declarationOf(path: string): string {
  return path.replace(/(\.d)?\.[jt]s$/, '.d.ts');
}
