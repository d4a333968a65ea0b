import type { Happening } from './play.ts';

/**
 * A rule `mark` that sets `x` where a program named `mark` starts, and a rule `hit` that reads it where a file is opened.
 */
export const markAndHit = (set: string, reads: string) => `
rules:
  - id: mark
    expression: exec.file.name == "mark"
    actions: [{set: {name: x, ${set}}}]
  - id: hit
    expression: 'open.file.path != "" && ${reads}'
`;

export const mark = (more: Happening = {}): Happening => ({
  ...more,
  values: { 'exec.file.name': 'mark', 'process.pid': 10, 'process.comm': 'a', ...more.values },
});
export const open = (more: Happening = {}): Happening => ({
  type: 'open',
  ...more,
  values: { 'open.file.path': '/x', 'process.pid': 10, 'process.comm': 'a', ...more.values },
});
