import { expect, it } from 'vitest';
import { nameFromConfig } from './name-from-config.ts';

it.each([
  ['/repo', 'secl.yaml', 'policies/a.policy', 'policies/a.policy'],
  ['/repo/policies', '../secl.yaml', 'a.policy', 'policies/a.policy'],
  ['/repo/policies', '../secl.yaml', '../other/a.policy', 'other/a.policy'],
  ['/repo/policies', '../secl.yaml', '/repo/a.policy', 'a.policy'],
  ['/repo', 'secl.yaml', '../elsewhere/a.policy', '../elsewhere/a.policy'],
  ['/repo', undefined, './policies/a.policy', 'policies/a.policy'],
  ['C:\\repo\\policies', '../secl.yaml', 'a.policy', 'policies/a.policy'],
  ['.', 'secl.yaml', 'policies/a.policy', 'policies/a.policy'],
  ['/', 'secl.yaml', 'a.policy', 'a.policy'],
])('in %s with %s, %s is %s', (cwd, config, document, name) => {
  expect(nameFromConfig(cwd, config)(document)).toBe(name);
});
