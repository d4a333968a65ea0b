import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOurs, readManifest } from './manifests.ts';
import { packageNameOf, plannedRooms, type RoomName, reachable, rooms } from './rooms.ts';
import { importsOf, isRelative, isTest, packageOf, type Source, sourcesUnder } from './sources.ts';

const root = readManifest('.');

/** `file: specifier` for every import of these files that fits. */
function importsThat(
  sources: readonly Source[],
  fits: (specifier: string, source: Source) => boolean,
): string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .filter((specifier) => fits(specifier, source))
      .map((specifier) => `${source.path}: ${specifier}`),
  );
}

/** Where a package has types and nothing to run, they come from another one. */
const typesOf = (name: string): string => `@types/${name}`;

describe.each(rooms)('%s', (room: RoomName) => {
  const folder = `packages/${room}`;
  const all = sourcesUnder(folder);
  const product = all.filter((source) => source.path.startsWith(`${folder}/src/`) && !isTest(source.path));
  const manifest = readManifest(folder);
  const declared = { ...manifest.dependencies, ...(room === 'cli' ? manifest.devDependencies : {}) };
  const used = new Set(
    product
      .flatMap(importsOf)
      .filter((specifier) => !isRelative(specifier) && !isBuiltin(specifier))
      .map(packageOf),
  );

  it('leaves its folder by no relative path', () => {
    const leaves = (specifier: string, source: Source): boolean =>
      isRelative(specifier) && !posix.join(posix.dirname(source.path), specifier).startsWith(`${folder}/`);
    expect(importsThat(all, leaves)).toEqual([]);
  });

  it('comes into other rooms through their doors: the name, or the name and /node', () => {
    const isDoor = (specifier: string): boolean => /^(secl|@secl\/[\w-]+(\/node)?)$/.test(specifier);
    expect(importsThat(all, (specifier) => isOurs(packageOf(specifier)) && !isDoor(specifier))).toEqual([]);
  });

  it('uses only rooms that the table allows', () => {
    const allowed = new Set([...reachable(room)].map(packageNameOf));
    const isForbidden = (specifier: string): boolean =>
      isOurs(specifier) && !allowed.has(packageOf(specifier));
    expect(importsThat(product, isForbidden)).toEqual([]);
    expect(plannedRooms.map(packageNameOf).filter((name) => name in declared && !allowed.has(name))).toEqual(
      [],
    );
  });

  it('names in its manifest all that it uses', () => {
    expect([...used].filter((name) => !(name in declared || typesOf(name) in declared)).sort()).toEqual([]);
  });

  it('names in its manifest only what it uses', () => {
    const asked = new Set([...used].flatMap((name) => [name, typesOf(name)]));
    expect(Object.keys(declared).filter((name) => !asked.has(name))).toEqual([]);
  });

  it('has tests that use what it or the workspace names', () => {
    const known = { ...declared, ...manifest.devDependencies, ...root.devDependencies };
    const isUnknown = (specifier: string): boolean =>
      !isRelative(specifier) &&
      !isBuiltin(specifier) &&
      !(packageOf(specifier) in known || typesOf(packageOf(specifier)) in known);
    expect(
      importsThat(
        all.filter((source) => isTest(source.path)),
        isUnknown,
      ),
    ).toEqual([]);
  });
});
