import type { Step } from './tools.ts';

/** Also checks the types of the rooms: each is a project that sees only what its own configuration allows. */
const build: Step = { name: 'the build of the rooms (tsc)', command: ['tsc', '-b'] };

/** The command always runs its bundle, so a build is complete with it only. */
const bundle: Step = {
  name: 'the bundle of the command',
  command: ['node', '--conditions=source', 'packages/cli/scripts/bundle.ts'],
};

export const buildSteps: readonly Step[] = [build, bundle];

export const checkSteps: readonly Step[] = [
  {
    name: 'the types of tests, scripts and the command (tsc)',
    command: ['tsc', '-p', 'tsconfig.tests.json'],
  },
  { name: 'the types of the extension (tsc)', command: ['tsc', '-p', 'extension'] },
  { name: 'format and lint (biome)', command: ['biome', 'check', '.'] },
  { name: 'unused code and dependencies (knip)', command: ['knip', '--no-progress'] },
];

export function testSteps(vitestArgs: readonly string[]): readonly Step[] {
  return [{ name: 'the tests (vitest)', command: ['vitest', 'run', ...vitestArgs] }];
}
