import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

/** What the examples of `--help` speak of. */
const files = {
  'event.json': '{"Type": "open", "Values": {"open.file.path": "/etc/shadow", "exec.file.name": "sh"}}',
  'events.jsonl': '{"Type": "open", "Values": {"open.flags": 64}}\n{"Type": "open", "Values": {}}\n',
  'rules.policy': [
    'macros:',
    '  - id: shells',
    '    values: [sh]',
    'rules:',
    '  - id: open_shadow',
    '    expression: open.file.path == "/etc/shadow"',
  ].join('\n'),
  'attack.strace': '7 1772359200.000000 chdir("/tmp") = 0\n',
  'rules/a.policy': 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n',
  'tetragon/1.json':
    '{"process_exec":{"process":{"exec_id":"a","pid":2,"binary":"/bin/sh","flags":"execve"}},"time":"2026-03-01T10:00:00Z"}\n',
  'tracee.json':
    '{"timestamp":1772359200000000000,"hostProcessId":2,"eventName":"sched_process_exec","args":[{"name":"pathname","value":"/bin/sh"}]}\n',
};

/** Lines of the help that begin with two blanks and a command; what stands behind wide blanks explains it. */
async function examplesOf(command: string): Promise<readonly string[]> {
  const { stdout } = await runInMemory([command, '--help']);
  const description = stdout.slice(stdout.indexOf('\n\n'), stdout.indexOf('FLAGS'));
  return description
    .split('\n')
    .filter((line) => /^ {2}(\S.* \| )?secl /.test(line))
    .map((line) => line.trim().replace(/ {3,}.*$/, ''));
}

function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

/** What goes into the pipe in front of `secl`. */
function inputOf(producer: string): string {
  const [, echoed] = /^echo '(.*)'$/.exec(producer) ?? [];
  return echoed ?? files['attack.strace'];
}

describe.each([
  ['fields', 9],
  ['explain', 4],
  ['eval', 5],
  ['import', 4],
  ['formats', 3],
])('the examples in `secl %s --help`', (command, number) => {
  it(`are ${number}, and each does what it says`, async () => {
    const examples = await examplesOf(command);
    expect(examples).toHaveLength(number);
    for (const example of examples) {
      const [call = '', producer = ''] = example.split(' | ').reverse();
      const [program, ...args] = words(call);
      const outcome = await runInMemory(args, { fs: testFiles(files), stdin: inputOf(producer) });
      expect(program).toBe('secl');
      // 1 is an answer, too: not all events of the example match.
      expect({ example, stderr: outcome.stderr, fine: outcome.code <= 1 }).toEqual({
        example,
        stderr: '',
        fine: true,
      });
    }
  });
});
