import { describe, expect, it } from 'vitest';
import { root } from './rooms.ts';
import { readTracked, trackedFiles } from './sources.ts';

/** `file:line` of every line of the repository that fits. */
function linesThat(fits: (line: string) => boolean): string[] {
  return trackedFiles.flatMap((path) =>
    (readTracked(path) ?? '')
      .split('\n')
      .flatMap((line, index) => (fits(line) ? [`${path}:${index + 1}`] : [])),
  );
}

describe('the repository', () => {
  it('names no path of the machine it is written on', () => {
    expect(linesThat((line) => line.includes(`${root}/`) || line.endsWith(root))).toEqual([]);
  });

  it('names no host of a package registry: which one is used is for the configuration of npm to say', () => {
    const host =
      /\b(registry\.(npmjs|yarnpkg|npmmirror)\.|npm\.pkg\.github\.|pkgs\.dev\.azure\.|\w+\.jfrog\.io)/;
    expect(linesThat((line) => host.test(line))).toEqual([]);
  });

  it('has a lock file without addresses', () => {
    const lines = (readTracked('pnpm-lock.yaml') ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(
      lines.filter((line) => /\btarball:|https?:\/\//.test(line) && !/^\s+deprecated:/.test(line)),
    ).toEqual([]);
  });
});
