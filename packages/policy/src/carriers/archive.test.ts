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
});
