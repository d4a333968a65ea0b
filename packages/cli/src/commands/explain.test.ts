import { join } from 'node:path';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/explain.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/explain.md')));

const policy = `
macros:
  - id: shells
    values: [bash, sh]
  - id: recent
    expression: process.created_at < 5s
  - id: recent_shell
    expression: exec.file.name in shells && recent
rules:
  - id: shell
    expression: recent_shell || \${process.seen} == true
    actions:
      - set: { name: seen, value: true, scope: process }
  - id: later
    agent_version: ">= 7.90"
    expression: exec.file.name == "sh"
  - id: kernel
    filters: [kernel.version.major >= 5]
    expression: exec.uid == 0
  - id: empty
    disabled: true
  - id: typo
    expression: exec.file.nam == "sh"
`;
const fs = () => testFiles({ 'a.policy': policy });
const explain = (...args: readonly string[]) => runInMemory(['explain', ...args], { fs: fs() });

/** Under the heading "Mind": below each condition, one line a remark. */
async function remarks(expression: string, ...flags: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await explain(expression, ...flags);
  const [, mind = ''] = stdout.split('\nMind\n');
  return mind
    .split('\n')
    .filter((line) => line.startsWith('    - '))
    .map((line) => line.slice(6));
}

describe('what is easily misread', () => {
  it.each<[expression: string, remark: string]>([
    ['open.file.path =~ "/etc/*"', '`*` stays within one part of the path'],
    ['open.file.path =~ "/etc/**"', 'matches what is below /etc/, not that directory itself'],
    ['open.file.path =~ "*/passwd"', 'a `*` at the start is one directory: */passwd matches no deeper path'],
    ['open.file.path =~ "*.sh"', 'without a `/` it matches no path that has one'],
    ['open.file.path == "/etc/*"', '`*` is a plain character here: patterns are `=~ "…"` or `~"…"`'],
    ['open.file.name =~ "a*"', '`*` matches any run of characters, `/` too'],
    [
      'open.file.name =~ "*bar"',
      'no match where `bar` comes earlier in the text, too: the first one must be its end',
    ],
    [
      'open.file.name == r"a"',
      'a regular expression matches anywhere in the text: ^ and $ hold it to the ends',
    ],
    ['dns.question.name == "A"', 'case is ignored'],
    ['exec.argv == "-c"', 'true when some value of exec.argv satisfies it'],
    ['exec.argv != "-c"', 'true when no value of exec.argv satisfies it, also when there is none'],
    ['process.created_at < 5s && exec.uid == 0', 'compares the age, now minus the value, with the duration'],
    [
      'exec.created_at - process.parent.created_at < 5s',
      'compares the value itself with the nanoseconds of the duration, not its age',
    ],
    ['chmod.file.mode == 0755', 'a leading 0 makes it octal: 0755 is 493'],
    ['exec.argv allin [ "a" ]', '`allin` means "all" for IP addresses only; here it is `in`'],
    ['exec.file.name == "a\\d"', 'a backslash stays in the value: nothing is unescaped'],
    ['open.flags & 1 | 2 == 0', '`&`, `|` and `^` have one precedence and group to the right'],
    [
      'exec.uid == 0 # && exec.gid == 0',
      'the text is one line, so the comment goes to its end: nothing behind it counts',
    ],
    ['process.uid == 0', 'no field names an event type: agents refuse a rule like this when they load it'],
    [
      'open.flags == 0 && network.size > 9',
      'network.size exists on dns, imds, packet events only: agents refuse the rule when they load it',
    ],
    [
      'exec.uid == 0 && process.ancestors[A].uid == 1',
      'one and the same element of process.ancestors must satisfy all conditions with the variable; with no element the rule is false',
    ],
  ])('%s', async (expression, remark) => {
    expect(await remarks(expression)).toContain(remark);
  });

  it('one remark where `**` is the only star', async () => {
    expect(await remarks('open.file.path =~ "/etc/**"')).toHaveLength(1);
  });

  it.each([
    'open.flags == 0',
    'open.file.path == "/etc/passwd"',
    'open.file.path in [ "/etc/passwd", "/etc/shadow" ]',
    'connect.addr.ip allin [ 10.0.0.0/8 ]',
    'open.flags & O_CREAT > 0 && process.uid != 0',
  ])('nothing in %s', async (expression) => {
    expect(await remarks(expression)).toEqual([]);
  });
});

describe('versions', () => {
  const agents = async (...args: readonly string[]): Promise<string> =>
    /^agents +(.*)$/m.exec((await explain(...args)).stdout)?.[1] ?? '';

  it('are those of all names, with the one that decides', async () => {
    expect(await agents('open.flags == 0 && process.parent.uid == 1')).toBe(
      'needs agent 7.42 or newer, because of process.parent.uid (7.42)',
    );
    expect(await agents('open.flags == 0')).toBe('any agent from 7.27 to 7.83');
  });

  it('look into macros', async () => {
    expect(await agents('a.policy', '--rule', 'shell')).toContain('process.created_at (7.29)');
  });

  it('are told of what the chosen agent does not accept, too', async () => {
    const { stdout, code } = await explain('connect.addr.port == 22', '--agent', '7.50');
    expect(stdout).toContain('needs agent 7.60 or newer');
    expect(stdout).toContain('error [name/not-in-version]');
    expect(code).toBe(1);
  });
});

describe('a rule', () => {
  it('that is filtered is explained all the same', async () => {
    const { stdout, code } = await explain('a.policy', '--rule', 'later');
    expect(stdout).toContain('filtered on linux 7.83: agent_version >= 7.90');
    expect(stdout).toContain('event type  exec');
    expect(code).toBe(0);
  });

  it('that is undecided says what it needs', async () => {
    expect((await explain('--policies', 'a.policy', '--rule', 'kernel')).stdout).toContain(
      'undecided on linux 7.83: needs kernel.version.major',
    );
  });

  it('shows macros inside macros, and the variables with their scope', async () => {
    const { stdout } = await explain('a.policy', '--rule', 'shell');
    expect(stdout).toContain('recent_shell  exec.file.name in shells && recent');
    expect(stdout).toContain('recent        process.created_at < 5s');
    expect(stdout).toContain('shells        [ "bash", "sh" ]');
    expect(stdout).toContain('${process.seen}  bool  one value for each process');
    expect(stdout).toContain('(in recent)');
  });

  it('with mistakes shows them in its file', async () => {
    const { stdout, code } = await explain('a.policy', '--rule', 'typo');
    expect(stdout).toContain('at a.policy:23:17');
    expect(code).toBe(1);
  });
});

describe('JSON keeps to its schema', () => {
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(schema);

  it.each<readonly string[]>([
    ['open.file.path == "/etc/shadow" && process.uid != 0 || !(process.gid == 0 && process.tid > 1)'],
    ['fim.write.file.path == "/etc/shadow"'],
    ['exec.filename == "/bin/sh" && ${process.pid} != 1'],
    ['exec.file.nam = "sh"'],
    [''],
    ['a.policy', '--rule', 'shell'],
    ['a.policy', '--rule', 'typo'],
    ['a.policy', '--rule', 'kernel'],
    ['create_key.registry.key_name == "Run"', '--os', 'windows'],
  ])('%j %j %j', async (...args) => {
    const { stdout } = await explain(...args.filter((each) => each !== undefined), '--format', 'json');
    const parsed = parseJson(stdout);
    validate(parsed.ok ? parsed.value : undefined);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('input of every kind has an exit code', () => {
  it.each<[args: readonly string[], code: number, says: string]>([
    [[], 2, 'give one expression, in quotes'],
    [['exec.uid', '==', '0'], 2, 'give one expression, in quotes'],
    [['a.policy', '--rule', 'shel'], 2, 'did you mean shell'],
    [['a.policy', '--rule', 'empty'], 2, 'has no expression'],
    [['b.policy', '--rule', 'shell'], 2, 'b.policy: no such file or directory'],
    [['exec.uid == 0', '--agent', '7.1'], 2, 'agent 7.1 is not known'],
    [['\u001B[2Jb.policy', '--rule', 'shell'], 2, '\\x1b[2Jb.policy: no such file or directory'],
    [['exec.uid == 0', '--agent', '\u001B[2J'], 2, '`\\x1b[2J` is not an agent version'],
    [['exec.uid == 9223372036854775808'], 1, 'it does not fit in 64 bits'],
    [['exec.file.name == "\u001B[31m" && exec.uid = 1'], 1, '\\x1b[31m'],
    [['exec.file.name == "\u202E"'], 0, '\\u{202e}'],
  ])('%j', async (args, code, says) => {
    const outcome = await explain(...args);
    expect(outcome.stdout + outcome.stderr).toContain(says);
    expect(outcome.stdout + outcome.stderr).not.toContain('\u001B');
    expect(outcome.code).toBe(code);
  });

  it('takes 10,000 parentheses', async () => {
    const { stdout, code } = await explain('('.repeat(10_000));
    expect(stdout).toContain('error [syntax/too-deep]');
    expect(code).toBe(1);
  });

  it('takes a long chain', async () => {
    const chain = Array.from({ length: 5000 }, (_, index) => `open.flags != ${index}`).join(' && ');
    const { stdout, code } = await explain(chain);
    expect(stdout).toContain('and 4980 conditions more');
    expect(code).toBe(0);
  });

  it('takes the expression from standard input', async () => {
    const { stdout } = await runInMemory(['explain', '-'], { stdin: 'exec.uid == 0\n' });
    expect(stdout).toContain('event type  exec');
  });
});
