import { describe, expect, it } from 'vitest';
import { replayed } from './test-kit.ts';

const policy = `
rules:
  - id: shadow_read
    description: Somebody reads the password hashes.
    expression: open.file.path == "/etc/shadow" && process.file.name not in ["sshd", "login"]
    tags: {severity: high}
  - id: shell
    expression: exec.file.name in ["sh", "bash"]
    actions:
      - set: {name: shells, field: exec.file.name, append: true}
  - id: after_shell
    expression: open.file.path == "/tmp/x" && "sh" in \${shells}
  - id: resolves
    expression: dns.question.name == "example.com"
  - id: broken
    expression: exec.file.nam == "sh"
`;

const line = (type: string, time: string, values: object, rest: object = {}): string =>
  `${JSON.stringify({ Type: type, Time: `2026-03-01T10:00:${time}Z`, Values: values, ...rest })}\n`;

const cat = {
  'process.pid': 42,
  'process.file.path': '/usr/bin/cat',
  'process.file.name': 'cat',
  'process.argv': ['/etc/shadow'],
};
const recording =
  line('open', '01', { ...cat, 'open.file.path': '/etc/shadow' }) +
  line('open', '02', { ...cat, 'open.file.path': '/tmp/x' }) +
  line('exec', '03', { 'exec.file.name': 'sh', 'process.pid': 43 }) +
  line('open', '04', { ...cat, 'open.file.path': '/tmp/x' }) +
  line('open', '05', { ...cat, 'open.file.path': '/etc/shadow' });

describe('a replay', () => {
  it('says of every rule what became of it', async () => {
    const { report } = await replayed(policy, { 'a.jsonl': recording });
    expect(report.rules.map(({ id, outcome, matches }) => `${id}: ${outcome} ${matches}`)).toEqual([
      'shadow_read: triggered 2',
      'shell: triggered 1',
      'after_shell: triggered 1',
      'resolves: no-event 0',
      'broken: not-loaded 0',
    ]);
  });

  it('tells who triggered a rule, when, and on which values', async () => {
    const { report } = await replayed(policy, { 'a.jsonl': recording });
    const [shadow] = report.triggered;
    expect(shadow).toMatchObject({
      id: 'shadow_read',
      description: 'Somebody reads the password hashes.',
      tags: { severity: 'high' },
      matches: 2,
      first: { recording: 'a.jsonl', line: 1, time: '2026-03-01T10:00:01.000000000Z', type: 'open' },
      last: { line: 5 },
      processes: [{ pid: '42', process: '/usr/bin/cat', arguments: '/etc/shadow', matches: 2 }],
    });
    expect(shadow?.conditions.map(({ text, values }) => [text, values])).toEqual([
      [
        'open.file.path == "/etc/shadow"',
        [{ found: [{ name: 'open.file.path', value: '"/etc/shadow"' }], matches: 2 }],
      ],
      [
        'process.file.name not in ["sshd", "login"]',
        [{ found: [{ name: 'process.file.name', value: '"cat"' }], matches: 2 }],
      ],
    ]);
  });

  it('lists rules in the order of their first matches, those of one event as they stand in the policy', async () => {
    const both = `
rules:
  - id: first
    expression: exec.file.name == "sh"
  - id: undecided_before
    expression: exec.file.name == "sh" || process.tty_name == "pts0"
`;
    const events =
      line('exec', '01', { 'exec.file.name': 'ls' }, { Unknown: ['process.tty_name'] }) +
      line('exec', '02', { 'exec.file.name': 'sh' });
    const { report } = await replayed(both, { 'a.jsonl': events });
    expect(report.triggered.map(({ id }) => id)).toEqual(['first', 'undecided_before']);
  });

  it('carries variables from event to event, and lists what the actions would do', async () => {
    const { report } = await replayed(policy, { 'a.jsonl': recording });
    expect(report.triggered.find(({ id }) => id === 'after_shell')?.first.line).toBe(4);
    expect(report.triggered.find(({ id }) => id === 'shell')?.actions).toEqual([
      { action: 'set', outcome: 'done', detail: 'shells += exec.file.name', filter: '', times: 1 },
    ]);
  });

  it('says why a rule stays silent: what failed how often, and what came nearest', async () => {
    const { whyNot } = await replayed(policy, { 'a.jsonl': recording }, { why: ['after_shell'] });
    const [why] = whyNot;
    expect(why).toMatchObject({ id: 'after_shell', events: 4, matches: 1 });
    expect(why?.conditions.map(({ text, failed }) => [text, failed])).toEqual([
      ['open.file.path == "/tmp/x"', 2],
      ['"sh" in ${shells}', 2],
    ]);
    const [nearest] = why?.nearest ?? [];
    expect(nearest?.at.line).toBe(5);
    expect(nearest?.failing).toMatchObject([
      { found: [{ name: 'open.file.path', value: '"/etc/shadow"' }], wanted: '"/tmp/x"' },
    ]);
  });
});

describe('several recordings', () => {
  const open = (time: string, path: string, rest: object = {}): string =>
    line('open', time, { 'open.file.path': path }, rest);

  it('are merged by time', async () => {
    const sets = line('exec', '05', { 'exec.file.name': 'sh' }, { Host: 'web' });
    const reads = open('04', '/tmp/x', { Host: 'web' }) + open('06', '/tmp/x', { Host: 'web' });
    const { report } = await replayed(policy, { 'reads.jsonl': reads, 'sets.jsonl': sets });
    expect(report.order).toBe('time');
    expect(report.triggered.find(({ id }) => id === 'after_shell')).toMatchObject({
      matches: 1,
      first: { line: 2 },
    });
  });

  it('never share the state of different hosts', async () => {
    const sets = line('exec', '01', { 'exec.file.name': 'sh' }, { Host: 'web' });
    const { report } = await replayed(policy, {
      'sets.jsonl': sets,
      'reads.jsonl': open('02', '/tmp/x', { Host: 'db' }),
    });
    expect(report.hosts).toEqual(['db', 'web']);
    expect(report.triggered.map(({ id }) => id)).toEqual(['shell']);
  });

  it('follow one another as they were named where one has no times', async () => {
    const untimed = `${JSON.stringify({ Type: 'exec', Values: { 'exec.file.name': 'sh' }, Host: 'web' })}\n`;
    const { report } = await replayed(policy, {
      'later.jsonl': untimed,
      'a.jsonl': open('00', '/tmp/x', { Host: 'web' }),
    });
    expect(report.order).toBe('arguments');
    expect(report.triggered.map(({ id }) => id)).toEqual(['shell', 'after_shell']);
  });
});

describe('what a recording cannot know', () => {
  it('leaves rules undecided, by name of the missing fields', async () => {
    const unknown = line('open', '01', { 'open.file.path': '/etc/shadow' }, { Unknown: ['process.*'] });
    const { report } = await replayed(policy, { 'a.jsonl': unknown });
    expect(report.rules.find(({ id }) => id === 'shadow_read')).toMatchObject({
      outcome: 'undecided',
      undecided: 1,
      needs: ['process.file.name'],
    });
  });
});

describe('bad lines', () => {
  it('are told and skipped, and the rest is replayed', async () => {
    const { report, warnings } = await replayed(policy, { 'a.jsonl': `{"Type": "open"\n${recording}` });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^a\.jsonl:1: /);
    expect(report.recordings[0]).toMatchObject({ lines: 6, events: 5, skipped: 1 });
  });
});
