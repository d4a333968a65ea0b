import type { Platform } from '@secl/model';
import { describe, expect, test } from 'vitest';
import { testRule } from '../test-rule-set.ts';
import { propose, proposing } from './propose.ts';
import { writtenTests } from './written-tests.ts';

/** The cases of the file that is proposed for the rule, without its head. */
function proposed(expression: string, beside = '', platform?: Platform): string {
  const { ruleSet, files } = testRule(expression, beside, platform);
  const proposal = propose('tested', proposing(ruleSet, files));
  if ('reason' in proposal) return proposal.reason;
  const { text, lost } = writtenTests(proposal, { ruleSet, comment: [] });
  expect(lost).toEqual([]);
  return text.slice(text.indexOf('cases:\n') + 'cases:\n'.length).replace(/^ {2}/gm, '');
}

test('an event that fires, and a near miss for each condition that differs in nothing else', () => {
  expect(proposed('open.file.path == "/etc/shadow" && process.uid != 0')).toBe(`\
- name: fires
  events:
    - open: /etc/shadow
      process.uid: 1
  expect: tested
- name: silent without open.file.path == "/etc/shadow"
  events:
    - open: /etc/shadow2
      process.uid: 1
  expect:
    silent:
      tested: open.file.path == "/etc/shadow"
- name: silent without process.uid != 0
  events:
    - open: /etc/shadow
      process.uid: 0
  expect:
    silent:
      tested: process.uid != 0
`);
});

test('each alternative fires by itself; all of them false is one near miss', () => {
  expect(proposed('exec.file.name == "nc" || exec.args_flags in ["l"]')).toBe(`\
- name: fires
  events:
    - exec: nc
  expect: tested
- name: fires with exec.args_flags in ["l"]
  events:
    - exec: some-program
      exec.args_flags: [l]
  expect: tested
- name: silent without exec.file.name == "nc"
  events:
    - exec: nc2
  expect:
    silent:
      tested: exec.file.name == "nc"
`);
});

test('processes stand in one line', () => {
  expect(proposed('exec.file.name == "sh" && process.ancestors.file.name == "nginx"')).toContain(`\
- name: silent without process.ancestors.file.name == "nginx"
  events:
    - exec: nginx2 > sh
`);
});

test('a variable is set by an event that a rule sets it on', () => {
  const beside = `\
  - id: setter
    expression: exec.file.name == "curl"
    actions:
      - set: { name: fetched, value: true, scope: process }
`;
  expect(proposed('connect.addr.port == 4444 && $' + '{process.fetched} == true', beside)).toContain(`\
- name: fires
  events:
    - exec: curl
    - connect: 203.0.113.5:4444
      by: curl
      expect: tested
`);
});

test('a variable that no rule sets so is given', () => {
  const beside = `\
  - id: setter
    expression: exec.file.name == "curl"
    actions:
      - set: { name: stage, value: 1, scope: process }
`;
  expect(proposed('connect.addr.port == 4444 && $' + '{process.stage} == 7', beside)).toContain(`\
      variables:
        process.stage: 7
`);
});

test('a rule on several event types fires on each', () => {
  const names = [...proposed('fim.write.file.path == "/etc/passwd"').matchAll(/^- name: (.*)$/gm)].map(
    ([, name]) => name,
  );
  expect(names).toEqual([
    'fires on open',
    'fires on chmod',
    'fires on chown',
    'fires on link',
    'fires on rename',
    'fires on unlink',
    'fires on utimes',
    'fires on rename (2)',
    'silent without fim.write.file.path == "/etc/passwd"',
  ]);
});

test('a regexp is matched by a text that it describes', () => {
  expect(proposed(String.raw`exec.args =~ r"^-[a-z]+ (\d+\.){3}\d+ (push|pull)$"`)).toContain(
    '-a 1.1.1.1 push',
  );
});

test('flags are written by their names, times by how long they are ago', () => {
  expect(proposed('open.flags & (O_CREAT | O_TRUNC) > 0')).toContain('open.flags: O_CREAT');
  expect(proposed('exec.file.name == "sh" && process.created_at > 5s')).toContain('ago');
});

/** The event of the first case: what it is about, and its fields. */
function firing(expression: string, platform?: Platform): string {
  const cases = proposed(expression, '', platform);
  const [, event = ''] = /events:\n([\s\S]*?)\n {2}expect:/.exec(cases) ?? [];
  return event.replace(/^\s*-? */gm, '').replace(/\n/g, '; ');
}

test.each([
  ['open.file.path =~ "/home/*/.ssh/id_rsa"', 'open: /home/some-name/.ssh/id_rsa'],
  ['open.file.path =~ "/proc/*/environ"', 'open: /proc/4242/environ'],
  ['open.file.path =~ "/tmp/*" && open.file.name =~ "*.ko"', 'open: /tmp/some-file.ko'],
  ['open.file.path =~ "/home/*/.bashrc"', 'open: /home/some-name/.bashrc'],
  ['open.file.path.length > 5', 'open: /xxxxx'],
  ['exec.args =~ "*/lib/modules/*/build*"', 'exec: {}; exec.args: /lib/modules/some-name/build'],
  ['exec.args =~ "*https://*"', 'exec: {}; exec.args: https://'],
  ['dns.question.name =~ "*.example.com"', 'dns: www.example.com'],
  ['connect.addr.ip in [10.0.0.0/8]', 'connect: 10.0.0.1'],
  ['bind.addr.ip in [2001:db8::/32]', 'bind: {}; bind.addr.ip: 2001:db8::1'],
  ['exec.file.name == "sh" && process.created_at > 5s', 'exec: sh; process.created_at: 6s ago'],
  [
    'mmap.protection & (PROT_WRITE|PROT_EXEC) == (PROT_WRITE|PROT_EXEC)',
    'mmap: {}; mmap.protection: PROT_WRITE|PROT_EXEC',
  ],
  ['open.flags ^ O_CREAT == O_RDWR', 'open: {}; open.flags: O_RDWR|O_CREAT'],
  ['chmod.file.destination.mode & S_ISUID > 0', 'chmod: {}; chmod.file.destination.mode: 04000'],
  ['open.file.path == "/proc/$' + '{process.pid}/mem"', 'open: /proc/4242/mem; process.pid: 4242'],
])('%s is met by what a host would show', (expression, event) => {
  expect(firing(expression)).toBe(event);
});

test.each([
  ['create.file.path =~ "C:\\Windows\\Tasks\\*"', 'create: c:\\windows\\tasks\\some-file'],
  ['create.file.path.length > 6', 'create: C:\\xxxx'],
  ['exec.file.path == "C:\\Temp\\a.exe"', 'exec: c:\\temp\\a.exe'],
])('%s is met by what Windows would show', (expression, event) => {
  expect(firing(expression, 'windows')).toBe(event);
});

test('a near miss of flags has none of them, and one of a result has failed', () => {
  const cases = proposed('open.flags & O_CREAT > 0 && open.retval == 0');
  expect(cases).toContain('open.flags: O_RDONLY');
  expect(cases).toContain('open.retval: EPERM');
});

test('two times are apart, and as near as they have to be', () => {
  const cases = proposed(
    'exec.file.change_time - exec.file.modification_time < 10s && exec.file.modification_time < 3h',
  );
  expect(cases).toContain(`\
- name: silent without exec.file.change_time - exec.file.modification_time < 10s
  events:
    - exec: {}
      exec.file.modification_time: 1800s ago
      exec.file.change_time: 0s ago
`);
});

test('the name of a file is not said beside its path', () => {
  expect(firing('open.file.path =~ "/tmp/*" && open.file.name == "a.sh"')).toBe('open: /tmp/a.sh');
});

test('near misses keep what other conditions ask of the same text, and times are whole seconds', () => {
  const cases = proposed(
    'open.file.name =~ r"(?i)recover.*" && open.file.name not in [r"\\.lock$"] && process.created_at > 5s',
  );
  expect(cases).toContain('open.file.name: recover.lock');
  expect(cases).toContain('process.created_at: 5s ago');
});

describe('nothing is proposed', () => {
  test('where it is proved that no event can match', () => {
    expect(proposed('open.file.path == "/a" && open.file.path == "/b"')).toBe('no event can match it');
  });

  test('where only a symlink could give one file the two names, which events of tests do not have', () => {
    expect(proposed('exec.file.name == "a" && process.file.name == "b"')).toContain(
      'only a program that is started through a symlink',
    );
  });

  test('for a rule that is not there', () => {
    const { ruleSet, files } = testRule('open.file.path == "/a"');
    expect(propose('other', proposing(ruleSet, files))).toEqual({
      rule: 'other',
      reason: 'it is not loaded',
    });
  });
});

describe('no side of a condition is given up', () => {
  const notFound = (expression: string, beside = ''): readonly string[] => {
    const { ruleSet, files } = testRule(expression, beside);
    const proposal = propose('tested', proposing(ruleSet, files));
    return 'reason' in proposal ? [proposal.reason] : proposal.notFound;
  };
  const lists = `    actions:
      - set: { name: args, field: process.args, append: true, scope: process }
      - set: { name: parents, field: process.parent.file.path, append: true, scope: process }
`;
  const known = 'process.args not in ${process.args} || process.parent.file.path not in ${process.parents}';

  test.each([
    ['of an empty text beside lists that hold it', `exec.comm == "id" && (process.args == "" || ${known})`],
    ['of a process under both of its names', `exec.args =~ "*.php" && (process.args == "" || ${known})`],
  ])('%s', (_, expression) => {
    expect(notFound(expression, lists)).toEqual([]);
  });

  test('that only a second name of a file would show: it is not asked for', () => {
    const databases = 'process.parent.file.name in ["mysqld", "postgres"]';
    const rule = `exec.comm == "sh" && ${databases} && !(process.parent.file.name == "initdb" && exec.args == "-a")`;
    expect(notFound(rule)).toEqual([]);
  });
});

test('a variable of a process is set by the same process, which both events name', () => {
  const setting = `  - id: shell
    expression: exec.file.name == "bash" && process.ancestors.file.name == "nginx"
    actions:
      - set: { name: shell, value: true, scope: process }
`;
  expect(proposed('connect.addr.port == 4444 && ${process.shell}', setting)).toContain(`- name: fires
  events:
    - exec: nginx > bash
    - connect: 203.0.113.5:4444
      by: nginx > bash
      expect: tested
`);
});

test('ancestors that only count are a line of processes', () => {
  expect(proposed('exec.file.name == "id" && process.ancestors.length > 1')).toContain(
    '    - exec: some-program > some-program > id\n',
  );
});

test('a near miss of a path of Windows is one', () => {
  expect(proposed('create.file.path =~ "c:\\Windows\\System32\\**"', '', 'windows')).toContain(
    '- create: C:\\Temp\\x\n',
  );
});
