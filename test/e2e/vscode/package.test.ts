/** The packed extension: what people download. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVsix } from '../../../extension/scripts/vsix.ts';
import { root } from '../../house/rooms.ts';

describe('the packed extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secl-vsix-test-'));
  let first: Buffer;
  let inside: Readonly<Record<string, Uint8Array>>;
  beforeAll(async () => {
    first = readFileSync(await makeVsix(join(folder, 'first.vsix')));
    inside = unzipSync(first);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the same for the same sources', async () => {
    const second = readFileSync(await makeVsix(join(folder, 'second.vsix')));
    expect(second.equals(first)).toBe(true);
  });

  it('has everything that its manifest names', () => {
    const manifest = new TextDecoder().decode(inside['extension/package.json']);
    const named = [
      ...manifest.matchAll(/"(?:\.\/)?((?:dist|media|syntaxes|schemas|walkthrough)\/[^"]+)"/g),
    ].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !(`extension/${path}` in inside))).toEqual([]);
  });

  it('names no path of the machine that packed it, and is small', () => {
    const texts = Object.entries(inside).filter(([name]) => !/\.(png|wasm)$/.test(name));
    const naming = texts.filter(([, bytes]) => new TextDecoder().decode(bytes).includes(`${root}/`));
    expect(naming.map(([name]) => name)).toEqual([]);
    expect(first.length).toBeLessThan(3 * 1024 * 1024);
  });

  it('names the repository that whoever packs it names', async () => {
    const named = await makeVsix(join(folder, 'named.vsix'), 'https://git.example/rules/secl-toolkit.git');
    const manifest = new TextDecoder().decode(unzipSync(readFileSync(named))['extension/package.json']);
    expect(manifest).toContain('"url": "https://git.example/rules/secl-toolkit.git"');
    expect(manifest).toContain('"url": "https://git.example/rules/secl-toolkit/issues"');
  });
});
