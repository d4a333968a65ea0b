import { describe, expect, it } from 'vitest';
import { line } from './test-events.ts';
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

describe('what an agent would send', () => {
  const rules = `
rules:
  - {id: often, expression: exec.file.name == "sh", every: 10s}
  - {id: silent, expression: exec.file.name == "sh", silent: true}
  - {id: usual, expression: exec.file.name == "sh"}
`;

  it('is counted beside the matches', async () => {
    const events = ['01', '02', '12'].map((second) => line('exec', second, { 'exec.file.name': 'sh' }));
    const { report } = await replayed(rules, { 'a.jsonl': events.join('') });
    expect(report.triggered.map(({ id, matches, sent }) => [id, matches, sent])).toEqual([
      ['often', 3, 2],
      ['silent', 3, 0],
      ['usual', 3, 3],
    ]);
  });

  it('counts what was sent before the time that is asked for', async () => {
    const events = ['01', '02', '12'].map((second) => line('exec', second, { 'exec.file.name': 'sh' }));
    const since = BigInt(Date.parse('2026-03-01T10:00:02Z')) * 1_000_000n;
    const { report } = await replayed(rules, { 'a.jsonl': events.join('') }, { since });
    expect(report.triggered[0]).toMatchObject({ id: 'often', matches: 2, sent: 1 });
  });
});

describe('a part of the time', () => {
  const at = (second: number): bigint => BigInt(Date.parse(`2026-03-01T10:00:0${second}Z`)) * 1_000_000n;

  it('begins with `since`, and variables that were set before stay set', async () => {
    const { report } = await replayed(policy, { 'a.jsonl': recording }, { since: at(4), until: at(5) });
    expect(report).toMatchObject({ events: 1, leftOut: 4 });
    expect(report.triggered.map(({ id }) => id)).toEqual(['after_shell']);
  });

  it('leaves out events without a time', async () => {
    const { report } = await replayed(
      policy,
      { 'a.jsonl': recording.replaceAll(/"Time":"[^"]*",/g, '') },
      { since: at(1) },
    );
    expect(report).toMatchObject({ events: 0, leftOut: 5, triggered: [] });
  });
});

describe('only some rules', () => {
  it('are reported, and all run: they live by the variables of others', async () => {
    const { report } = await replayed(policy, { 'a.jsonl': recording }, { only: new Set(['after_shell']) });
    expect(report.rules.map(({ id }) => id)).toEqual(['after_shell']);
    expect(report.triggered.map(({ id }) => id)).toEqual(['after_shell']);
    expect(report.decidable.loaded).toBe(1);
  });
});

describe('a match', () => {
  it('is told as soon as its event is read', async () => {
    const told: string[] = [];
    await replayed(
      policy,
      { 'a.jsonl': recording },
      { onMatch: ({ rule, at, process }) => told.push(`${at.line} ${rule.id} by ${process.process}`) },
    );
    expect(told).toEqual([
      '1 shadow_read by /usr/bin/cat',
      '3 shell by sh',
      '4 after_shell by /usr/bin/cat',
      '5 shadow_read by /usr/bin/cat',
    ]);
  });

  it('says how its process came to be, the oldest ancestor first', async () => {
    const Ancestors = [{ 'file.name': 'sh' }, { comm: 'nginx' }, {}, { 'file.name': 'systemd' }];
    const { report } = await replayed(policy, {
      'a.jsonl': line('exec', '01', { 'exec.file.name': 'sh' }, { Ancestors }),
    });
    expect(report.triggered[0]?.processes[0]?.lineage).toEqual(['systemd', 'nginx', 'sh']);
  });

  it('says whom a kill would have killed, and which filter kept an action from running', async () => {
    const rules = `
rules:
  - id: shell
    expression: exec.file.name == "sh"
    actions:
      - kill: {signal: SIGKILL, scope: process}
      - kill: {signal: SIGTERM, scope: container}
        filter: process.uid == 0
`;
    const shell = { 'exec.file.name': 'sh', 'process.pid': 7, 'process.comm': 'sh', 'process.uid': 33 };
    const { report } = await replayed(rules, { 'a.jsonl': line('exec', '01', shell) });
    expect(report.triggered[0]?.actions).toEqual([
      { action: 'kill', outcome: 'done', detail: 'SIGKILL to sh (7)', filter: '', times: 1 },
      {
        action: 'kill',
        outcome: 'filtered',
        detail: 'SIGTERM to the container',
        filter: 'process.uid == 0',
        times: 1,
      },
    ]);
  });
});

describe('a replay that is stopped', () => {
  it('reports what it has seen, and says so', async () => {
    const controller = new AbortController();
    const { report } = await replayed(
      policy,
      { 'a.jsonl': recording.repeat(200) },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(report.interrupted).toBe(true);
    expect(report.events).toBeGreaterThan(0);
    expect(report.events).toBeLessThan(1000);
  });
});
