import { expect, test } from 'vitest';
import { fitHelp } from './help-text.ts';
import { cells } from './report/cells.ts';
import { runInMemory } from './test-context.ts';

const help = `USAGE
  secl lint [FLAG]... [PATH]...

Says what is wrong with rules, or almost surely not what was meant: what agents
reject, and more.

  secl lint --changed-since origin/main --format github --baseline baseline.json

FLAGS
     [--format]  How to print: pretty, json, sarif, junit and others    [default = pretty]
  -h  --help     Print help information and exit
`;

test('help breaks its lines anew, and columns stay columns', () => {
  expect(fitHelp(help, 60)).toBe(`USAGE
  secl lint [FLAG]... [PATH]...

Says what is wrong with rules, or almost surely not what was
meant: what agents reject, and more.

  secl lint --changed-since origin/main --format github --baseline baseline.json

FLAGS
     [--format]  How to print: pretty, json, sarif, junit
                 and others [default = pretty]
  -h  --help     Print help information and exit
`);
});

test('help that fits, or goes elsewhere, stays as it is', () => {
  expect(fitHelp(help, 100)).toBe(help);
  expect(fitHelp(help, undefined)).toBe(help);
});

test('colours stay with what they are of', () => {
  const bold = '\u001B[1m--format\u001B[22m';
  expect(fitHelp(`  ${bold}  \u001B[3m${'word '.repeat(14)}end\u001B[23m`, 60)).toBe(
    `  ${bold}  \u001B[3m${'word '.repeat(9).trim()}\u001B[23m\n            \u001B[3m${'word '.repeat(5)}end\u001B[23m`,
  );
});

test.each(['lint', 'coverage', 'test', 'replay', 'import', 'record'])(
  'the help of %s has no row that a terminal of 80 columns breaks',
  async (command) => {
    const { stdout } = await runInMemory([command, '--help'], { columns: 80, colour: true });
    const [, rows = ''] = stdout.split(/^.*FLAGS.*$/m);
    expect(rows.split('\n').filter((line) => cells(line) > 80)).toEqual([]);
  },
);
