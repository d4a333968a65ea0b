import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isArchive, readArchive } from './archive.ts';

const policy = new TextEncoder().encode('rules: [{id: a, expression: exec.pid > 0}]\n');
const codesOf = (bytes: Uint8Array): readonly string[] =>
  readArchive('pack.zip', bytes).flatMap(({ file }) => file.problems.map(({ code }) => code));

describe('the download archive', () => {
  it('holds policy files, in folders or not', () => {
    const zip = zipSync({
      'b.policy': policy,
      'a/default.policy': policy,
      'readme.md': policy,
      '__MACOSX/b.policy': policy,
    });
    expect(isArchive('download', zip)).toBe(true);
    expect(readArchive('pack.zip', zip).map(({ file }) => [file.name, file.kind, file.rules.length])).toEqual(
      [
        ['pack.zip/a/default.policy', 'default', 1],
        ['pack.zip/b.policy', 'custom', 1],
      ],
    );
  });

  it('says what keeps it from being read', () => {
    expect(codesOf(zipSync({ 'readme.md': policy }))).toEqual(['policy/no-policy']);
    expect(codesOf(policy)).toEqual(['policy/unreadable']);
    expect(codesOf(new Uint8Array())).toEqual(['policy/unreadable']);
    const zip = zipSync({ 'a.policy': policy });
    expect(codesOf(zip.slice(0, zip.length - 10))).toEqual(['policy/unreadable']);
  });

  it('that is larger inside than anybody writes is refused before it is unpacked', () => {
    const large = new Uint8Array(65 * 1024 * 1024);
    const [only] = readArchive('pack.zip', zipSync({ 'a.policy': large }, { level: 1 }));
    expect(only?.file.unreadable?.message).toContain('larger than 64 MiB');
  });

  it('loses a file that is no UTF-8', () => {
    const [only] = readArchive('pack.zip', zipSync({ 'a.policy': new Uint8Array([...policy, 0xff]) }));
    expect(only?.file.unreadable?.code).toBe('text/not-utf8');
  });

  it('has no names that lead out of it, and none twice', () => {
    const names = ['../../etc/a.policy', '/etc/a.policy', 'C:\\x\\..\\b.policy', './b.policy', 'x/b.policy'];
    const zip = zipSync(Object.fromEntries(names.map((each) => [each, policy])));
    expect(readArchive('pack.zip', zip).map(({ file }) => file.name)).toEqual([
      'pack.zip/etc/a.policy',
      'pack.zip/b.policy',
      'pack.zip/etc/a.policy(2)',
      'pack.zip/x/b.policy',
      'pack.zip/x/b.policy(2)',
    ]);
  });

  it('that lies about the size of a file takes no more room than it claims', () => {
    const zip = zipSync({ 'a.policy': new Uint8Array(200 * 1024 * 1024) }, { level: 1 });
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    for (let at = 0; at + 4 < zip.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    const before = performance.now();
    const [only] = readArchive('pack.zip', zip);
    expect(only?.text.length).toBeLessThanOrEqual(100);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('whose bytes are changed anywhere is one or a problem', () => {
    const zip = zipSync({ 'a.policy': policy, 'b/c.policy': new Uint8Array(2_000).fill(35) });
    for (let at = 0; at < zip.length; at++)
      for (const byte of [0, 1, 0x50, 0x7f, 0xff]) {
        const changed = zip.slice();
        changed[at] = byte;
        const files = readArchive('pack.zip', changed);
        expect(files.length).toBeGreaterThan(0);
        expect(files.every(({ file }) => !file.name.includes('..'))).toBe(true);
      }
  });
});
