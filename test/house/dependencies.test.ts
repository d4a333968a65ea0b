import { describe, expect, it } from 'vitest';
import { isOurs, manifests } from './manifests.ts';
import { readTracked } from './sources.ts';

const declared = manifests.map(({ name, dependencies, devDependencies }) => ({
  name,
  versions: Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([dependency]) => !isOurs(dependency),
  ),
}));

/** `| name | reason |` rows of the page: the name in backticks, and what stands beside it. */
const explained = new Map(
  (readTracked('docs/dependencies.md') ?? '').split('\n').flatMap((line) => {
    const [, name, reason] = /^\| `([^`]+)` \| (.+) \|$/.exec(line) ?? [];
    return name === undefined || reason === undefined ? [] : [[name, reason] as const];
  }),
);

describe('dependencies', () => {
  const names = new Set(declared.flatMap(({ versions }) => versions.map(([dependency]) => dependency)));

  it('are each explained in docs/dependencies.md', () => {
    expect([...names].filter((name) => (explained.get(name) ?? '').length < 20).sort()).toEqual([]);
  });

  it('are all that docs/dependencies.md explains', () => {
    expect([...explained.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  it('are pinned to one version each', () => {
    const exact = /^(npm:[@\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
    const loose = declared.flatMap(({ name, versions }) =>
      versions.filter(([, version]) => !exact.test(version)).map(([dependency]) => `${name}: ${dependency}`),
    );
    expect(loose).toEqual([]);
  });

  it('have the same version in every room', () => {
    const versions = new Map<string, Set<string>>();
    for (const [name, version] of declared.flatMap((one) => one.versions)) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, different]) => different.size > 1).map(([name]) => name)).toEqual([]);
  });
});
