/** What recordings tell in the editor: worked out beside the requests, and only for what changed. */
import { createLanguageService, type LanguageService, runTestsCommand } from '@secl/language-service';
import type { FileSystem } from '@secl/text';
import { memoryFiles } from '@secl/workspace';
import { expect, it } from 'vitest';
import { folder, uriOf } from './editors.ts';

const policy = `rules:
  - id: downloads
    expression: open.file.path =~ "/tmp/**" && process.file.name == "curl"
    actions:
      - set: { name: downloaded, field: open.file.path, append: true, ttl: 10m, size: 10 }
  - id: runs
    expression: exec.file.path in \${downloaded}
  - id: other
    expression: exec.file.name == "ls"
`;

const tests = `cases:
  - name: a download
    events:
      - open: /tmp/tool
    expect: downloads
`;

const events = [
  { Type: 'open', Values: { 'open.file.path': '/tmp/tool', 'process.file.name': 'curl' } },
  { Type: 'open', Values: { 'open.file.path': '/etc/hosts', 'process.file.name': 'curl' } },
  { Type: 'exec', Values: { 'exec.file.path': '/tmp/tool', 'exec.file.name': 'tool' } },
  { Type: 'exec', Values: { 'exec.file.path': '/bin/ls', 'exec.file.name': 'ls' } },
  { Type: 'exec', Values: { 'exec.file.path': '/bin/ls', 'exec.file.name': 'ls' } },
];
const files: Readonly<Record<string, string>> = {
  'secl.yaml': 'rule_sets:\n  all: { policies: [a.policy] }\nrecordings:\n  some: run.jsonl\n',
  'tests/a_test.yaml': tests,
  'run.jsonl': events
    .map((event, index) => JSON.stringify({ Time: `2026-01-01T00:00:0${index}Z`, ...event }))
    .join('\n'),
};

/** Counts how often the recording is read. */
function counted(): { readonly disk: FileSystem; readonly reads: () => number } {
  const disk = memoryFiles(files);
  let reads = 0;
  const read: FileSystem['read'] = (path) => {
    if (path.endsWith('run.jsonl')) reads++;
    return disk.read(path);
  };
  return { disk: { ...disk, read }, reads: () => reads };
}

const turns = { pause: async () => {}, stopped: false };

async function opened(): Promise<{ readonly service: LanguageService; readonly reads: () => number }> {
  const { disk, reads } = counted();
  const service = createLanguageService();
  service.addFolder(folder, disk);
  service.open(uriOf('a.policy'), 1, policy);
  await service.find();
  return { service, reads };
}

const lenses = (service: LanguageService): readonly string[] =>
  service
    .lenses(uriOf('a.policy'))
    .map(({ command }) => command?.title ?? '')
    .filter((title) => title.includes('match'));

function positionOf(text: string, behind: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(behind) + behind.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

it('counts matches above each rule, and nothing before it has looked', async () => {
  const { service } = await opened();
  expect(lenses(service)).toEqual([]);
  expect(await service.lookAtRecordings(turns)).toBe(true);
  expect(lenses(service)).toEqual([
    '1 match in recordings',
    '1 match in recordings',
    '2 matches in recordings',
  ]);
  expect(await service.lookAtRecordings(turns)).toBe(false);
});

it('marks what changed, and what rests on its variables, until it was replayed again', async () => {
  const { service, reads } = await opened();
  await service.lookAtRecordings(turns);
  const before = reads();
  service.open(uriOf('a.policy'), 2, policy.replace('"curl"', '"wget"'));
  expect(lenses(service)).toEqual([
    '1 match in recordings before this change',
    '1 match in recordings before this change',
    '2 matches in recordings',
  ]);
  expect(await service.lookAtRecordings(turns)).toBe(true);
  expect(reads()).toBe(before + 1);
  expect(lenses(service)).toEqual([
    'no match in recordings',
    'no match in recordings',
    '2 matches in recordings',
  ]);
});

it('reads nothing again for a change that no rule notices', async () => {
  const { service, reads } = await opened();
  await service.lookAtRecordings(turns);
  const before = reads();
  service.open(uriOf('a.policy'), 2, `# a remark\n${policy}`);
  expect(await service.lookAtRecordings(turns)).toBe(false);
  expect(reads()).toBe(before);
  expect(lenses(service)).toHaveLength(3);
});

it('throws half of the work away when it is not wanted any more', async () => {
  const { service } = await opened();
  let paused = 0;
  await service.lookAtRecordings({
    pause: async () => {},
    get stopped() {
      return paused++ > 0;
    },
  });
  expect(lenses(service)).toEqual([]);
});

it('tells of a rule how often it matched', async () => {
  const { service } = await opened();
  await service.lookAtRecordings(turns);
  const hover = service.hover(uriOf('a.policy'), positionOf(policy, 'id: run'));
  expect(JSON.stringify(hover?.contents)).toContain('1 match in recordings');
});

it('offers the values that a field had, the most frequent first', async () => {
  const { service } = await opened();
  await service.lookAtRecordings(turns);
  const text = policy.replace('exec.file.name == "ls"', 'exec.file.path == ');
  service.open(uriOf('a.policy'), 2, text);
  const { items } = service.completion(uriOf('a.policy'), positionOf(text, 'exec.file.path =='));
  const values = items.filter(({ detail }) => detail?.startsWith('in recordings'));
  expect(values.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
    '"/bin/ls" in recordings, 2 times',
    '"/tmp/tool" in recordings, once',
  ]);
});

it('offers them between quotes, too', async () => {
  const { service } = await opened();
  await service.lookAtRecordings(turns);
  const text = policy.replace('exec.file.name == "ls"', 'exec.file.name in ["ls", ~""]');
  service.open(uriOf('a.policy'), 2, text);
  const { items } = service.completion(uriOf('a.policy'), positionOf(text, '["ls", ~"'));
  expect(items.map(({ label }) => label)).toEqual(['ls', 'tool']);
  const [, tool] = items;
  expect(tool?.textEdit).toMatchObject({ newText: 'tool' });
});

it('leads from a rule to the tests that name it', async () => {
  const { service } = await opened();
  await service.lookAtTests(turns);
  const commands = service.lenses(uriOf('a.policy')).map(({ command }) => command);
  expect(commands.filter((each) => each?.command === runTestsCommand)).toEqual([
    {
      title: 'run its test',
      command: 'secl.runTests',
      arguments: [{ rule: 'downloads', tests: [{ uri: uriOf('tests/a_test.yaml'), name: 'a download' }] }],
    },
  ]);
});

it('writes tests for a rule into a new file beside it', async () => {
  const { service } = await opened();
  const position = positionOf(policy, 'id: oth');
  const actions = service.codeActions(uriOf('a.policy'), { start: position, end: position }, [
    'refactor.test',
  ]);
  expect(actions.map(({ title, edit }) => [title, edit])).toEqual([
    ['write tests for `other`, in a new file', undefined],
  ]);
  const [action] = actions;
  if (action === undefined) throw new Error('no action');
  const { edit } = await service.resolveCodeAction(action);
  const uri = uriOf('other_test.yaml');
  expect(edit?.documentChanges?.[0]).toEqual({ kind: 'create', uri });
  expect(edit?.documentChanges?.[1]).toMatchObject({ textDocument: { uri } });
  const [test] = Object(edit?.documentChanges?.[1]).edits;
  // Beside policies a file of tests is about all of them: macros of others are there, too.
  expect(test.newText).not.toContain('policies:');
  expect(test.newText).toContain('exec: ls');
});
