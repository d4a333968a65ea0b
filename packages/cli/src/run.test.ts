import { buildCommand, buildRouteMap } from '@stricli/core';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { applicationOf } from './app.ts';
import { misuse, type Run, runs } from './command.ts';
import type { CliContext } from './context.ts';
import { type CommandExit, exit } from './exit.ts';
import { runInMemory } from './test-context.ts';
import { version } from './version.ts';

/** An application whose only command, `do`, does this. */
function appThat(run: Run<Record<never, never>, []>) {
  const command = buildCommand<Record<never, never>, [], CliContext>({
    loader: runs(() => Promise.resolve(run)),
    parameters: {},
    docs: { brief: 'does it' },
  });
  return applicationOf(buildRouteMap({ routes: { do: command, other: command }, docs: { brief: 'a test' } }));
}

const doing = (run: (context: CliContext) => Promise<CommandExit>) => ({ app: appThat(run) });

describe('what secl says of itself', () => {
  it('is the version of its package.json', () => {
    expect(version).toBe(manifest.version);
  });

  it('is the version alone on a line', async () => {
    expect(await runInMemory(['-v'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is the list of commands, for --help and for no argument', async () => {
    const help = await runInMemory(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('completion  Completion of commands and flags in the shell');
    expect(await runInMemory([])).toEqual(help);
  });

  it('is asked for with a word, too', async () => {
    expect(await runInMemory(['help'])).toEqual(await runInMemory(['--help']));
    expect(await runInMemory(['help', 'lint'])).toEqual(await runInMemory(['lint', '--help']));
    expect((await runInMemory(['help', 'lnit'])).stderr).toBe(
      'secl: no command is `lnit`, did you mean `lint`?\n',
    );
  });

  it('has colour only where it is wanted', async () => {
    const colourStart = '\u001B[';
    expect((await runInMemory(['--help'])).stdout).not.toContain(colourStart);
    expect((await runInMemory(['--help'], { colour: true })).stdout).toContain(colourStart);
  });
});

describe('the exit code', () => {
  it('is what the command returns', async () => {
    for (const code of [exit.fine, exit.findings, exit.misuse]) {
      expect(
        (
          await runInMemory(
            ['do'],
            doing(async () => code),
          )
        ).code,
      ).toBe(code);
    }
  });

  it('is 2 with a sentence for what the user has to change', async () => {
    const outcome = await runInMemory(
      ['do'],
      doing(async (context) => misuse(context, 'no.policy: permission denied')),
    );
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: 'secl: no.policy: permission denied\n' });
  });

  it('is 2 for a command that does not exist, with the one that was meant', async () => {
    const outcome = await runInMemory(['completoin']);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toBe('secl: no command is `completoin`, did you mean `completion`?\n');
  });

  it.each([
    ['check', 'no command is `check`, did you mean `lint` or `load`?'],
    ['run', 'no command is `run`, did you mean `replay` or `test`?'],
    ['format', 'no command is `format`, did you mean `fmt`?'],
    ['version', 'no command is `version`, did you mean `--version`?'],
    ['tets', 'no command is `tets`, did you mean `test`?'],
    ['deploy', 'no command is `deploy`; `secl --help` lists the commands'],
  ])('is 2 for `%s`, as other tools call it, or nobody does', async (word, message) => {
    expect(await runInMemory([word])).toEqual({ code: 2, stdout: '', stderr: `secl: ${message}\n` });
  });

  it('is 2 for a word of no command, whose control characters are shown and not sent', async () => {
    const outcome = await runInMemory(['\u001B[31mred']);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toBe('secl: no command is `\\x1b[31mred`; `secl --help` lists the commands\n');
  });

  it('is 2 for a flag that does not exist', async () => {
    const outcome = await runInMemory(
      ['do', '--no-such-flag'],
      doing(async () => exit.fine),
    );
    expect(outcome).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: there is no flag --no-such-flag; `--help` after the command lists its flags\n',
    });
  });

  it.each([
    [['replay', '--polices', 'x'], 'there is no flag --polices: did you mean --policies?'],
    [['replay', '-z'], 'there is no flag -z; `--help` after the command lists its flags'],
    [['replay', '--format', 'xml'], '--format xml: there are pretty, json, jsonl, markdown'],
    [['replay', '--why'], '--why has to have a value; `--help` after the command says which'],
    [['init', 'here', 'there'], 'too many arguments, expected 1 but encountered "there"'],
  ])('is 2 for %j, with what is wrong', async (args, message) => {
    expect(await runInMemory(args)).toEqual({ code: 2, stdout: '', stderr: `secl: ${message}\n` });
  });

  it('is 3 for our own mistakes, which we ask to report', async () => {
    const outcome = await runInMemory(
      ['do'],
      doing(() => Promise.reject(new TypeError('undefined is not a rule'))),
    );
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('Please report it');
    expect(outcome.stderr).toContain('TypeError: undefined is not a rule');
  });

  it('is 130 after ctrl-C, with what was printed until then', async () => {
    const controller = new AbortController();
    const outcome = await runInMemory(['do'], {
      signal: controller.signal,
      ...doing(async (context) => {
        controller.abort();
        context.stdout.write('so far: 3 events\n');
        return exit.fine;
      }),
    });
    expect(outcome).toEqual({ code: 130, stdout: 'so far: 3 events\n', stderr: '' });
  });
});

describe('completion', () => {
  const proposals = async (line: string): Promise<string> => {
    const words = line.split(' ').filter((word) => word !== '');
    const situation = { env: { COMP_LINE: line }, ...doing(async () => exit.fine) };
    return (await runInMemory(['__complete', ...words], situation)).stdout;
  };

  it('proposes the commands after the blank', async () => {
    expect(await proposals('secl ')).toBe('do\nother\n');
  });

  it('proposes what begins like the word at the end', async () => {
    expect(await proposals('secl ot')).toBe('other\n');
  });
});

it('a command reads standard input from its context', async () => {
  const situation = doing(async (context) => {
    for await (const portion of context.stdin)
      context.stdout.write(new TextDecoder().decode(portion).toUpperCase());
    return exit.fine;
  });
  expect((await runInMemory(['do'], { stdin: 'rules: []', ...situation })).stdout).toBe('RULES: []');
});
