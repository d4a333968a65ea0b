import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleAction } from '../../scripts/action.ts';
import { root } from '../house/rooms.ts';
import { trackedFiles } from '../house/sources.ts';
import { action } from './action-file.ts';

const folder = 'packages/action/dist';
let built = '';
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'secl-bundle-'));
  await bundleAction(built);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

describe('the bundle that the action runs from', () => {
  it('is what the sources make (npm run action writes it anew)', () => {
    const committed = join(root, folder);
    const isSame = (name: string): boolean =>
      existsSync(join(committed, name)) &&
      readFileSync(join(built, name)).equals(readFileSync(join(committed, name)));
    const missing = filesIn(built).filter((name) => !isSame(name));
    const left = filesIn(committed).filter((name) => !filesIn(built).includes(name));
    // A chunk that changes renames all that import it: the names would fill pages.
    expect({ missing: missing.length, left: left.length }, 'run `npm run action`').toEqual({
      missing: 0,
      left: 0,
    });
  });

  it('is in git: a runner builds nothing', () => {
    const files = filesIn(join(root, folder)).map((name) => `${folder}/${name}`);
    expect(files.filter((path) => !trackedFiles.includes(path))).toEqual([]);
    expect(files.map((path) => join(root, path))).toContain(action.main);
  });

  it('runs on a Node that runners have', () => {
    expect(action.using).toBe('node24');
  });

  it('is small: a runner fetches it for every job', () => {
    const sizes = filesIn(built).map((name) => readFileSync(join(built, name)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
    // What gets the token is short enough to be read before it is trusted.
    expect(readFileSync(join(built, 'main.mjs')).length).toBeLessThan(60_000);
  });
});
