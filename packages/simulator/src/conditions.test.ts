import { describe, expect, it } from 'vitest';
import { line } from './test-events.ts';
import { replayed } from './test-kit.ts';

/** The conditions that the first match of an expression rests on: text → what was found. */
async function matched(expression: string, values: object, rest: object = {}): Promise<readonly string[]> {
  const rules = `
macros:
  - {id: shells, values: [sh, bash]}
  - {id: by_root, expression: 'process.uid == 0 && process.gid == 0'}
rules:
  - id: rule
    expression: |-
      ${expression.replaceAll('\n', '\n      ')}
`;
  const type = expression.includes('open.') ? 'open' : 'exec';
  const { report } = await replayed(rules, { a: line(type, '01', values, rest) });
  const [rule] = report.triggered;
  return (rule?.conditions ?? []).map(({ text, values: seen }) => {
    const found = seen.flatMap((each) => each.found.map(({ name, value }) => `${name}=${value}`));
    return `${text} → ${found.join(', ')}`;
  });
}

describe('the conditions of a match', () => {
  it('stand in source order, each on one line', async () => {
    expect(
      await matched('process.uid == 0\n&& exec.file.name in [\n  "sh",\n  "bash"\n]', {
        'exec.file.name': 'sh',
      }),
    ).toEqual([
      'process.uid == 0 → process.uid=0',
      'exec.file.name in [ "sh", "bash" ] → exec.file.name="sh"',
    ]);
  });

  it('are those that made it true: the other side of an || is left out', async () => {
    expect(
      await matched('exec.file.name == "a" || exec.file.name == "sh"', { 'exec.file.name': 'sh' }),
    ).toEqual(['exec.file.name == "sh" → exec.file.name="sh"']);
  });

  it('name a macro as a whole, with everything that it read', async () => {
    expect(await matched('exec.file.name in shells && by_root', { 'exec.file.name': 'sh' })).toEqual([
      'exec.file.name in shells → exec.file.name="sh"',
      'by_root → process.uid=0, process.gid=0',
    ]);
  });

  it('name what a negation read', async () => {
    expect(await matched('!(exec.file.name == "ls")', { 'exec.file.name': 'sh' })).toEqual([
      '!(exec.file.name == "ls") → exec.file.name="sh"',
    ]);
  });

  it('have the values of all elements of a list, and only the first of many', async () => {
    const Ancestors = Array.from({ length: 12 }, (_, pid) => ({ pid }));
    expect(await matched('exec.file.name == "" && process.ancestors.pid == 3', {}, { Ancestors })).toEqual([
      'exec.file.name == "" → exec.file.name=""',
      'process.ancestors.pid == 3 → process.ancestors.pid=[0, 1, 2, 3, 4, 5, 6, 7, … 4 more]',
    ]);
  });

  it('have numbers with the names that people know them by', async () => {
    const values = { 'open.flags': 577, 'open.file.mode': 0o755, 'open.retval': -13, 'open.file.uid': 0 };
    expect(
      await matched(
        'open.flags & O_CREAT > 0 && open.file.mode > 0 && open.retval < 0 && open.file.uid == 0',
        values,
      ),
    ).toEqual([
      'open.flags & O_CREAT > 0 → open.flags=577 (O_WRONLY|O_CREAT|O_TRUNC)',
      'open.file.mode > 0 → open.file.mode=493 (0755)',
      'open.retval < 0 → open.retval=-13 (EACCES)',
      'open.file.uid == 0 → open.file.uid=0',
    ]);
  });
});
