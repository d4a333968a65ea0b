/** What a client with panels hears, from a server that it speaks with over streams. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { CodeLens, Hover } from 'vscode-languageserver-types';
import { serveStdio } from '../node/index.ts';
import {
  type Diagnosis,
  type EventPage,
  type EventTrace,
  type ListedTest,
  methods,
  type ReplayNews,
  type TargetChoice,
  type TestFiles,
  type TestRun,
  type WhyNotAnswer,
} from './protocol.ts';
import { recordingOf } from './replay/test-session.ts';

const folder = 'memory:/detections';
const uri = `${folder}/a.policy`;
const policy = `rules:
  - id: shell
    expression: exec.file.name == "sh"
  - id: listing
    expression: exec.file.name == "ls" && exec.file.path == "/bin/ls"
`;
const exec = (name: string): object => ({
  Type: 'exec',
  Values: { 'exec.file.name': name, 'exec.file.path': `/tmp/${name}` },
});

interface Client {
  readonly connection: MessageConnection;
  readonly news: ReplayNews[];
  /** The next news that fits. */
  heard(fits: (news: ReplayNews) => boolean): Promise<ReplayNews>;
  edit(version: number, text: string): Promise<void>;
}

/** A client that answers for the files of its workspace, as one in a browser does. */
async function started(
  given: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string> = {},
): Promise<Client> {
  const files: ReadonlyMap<string, string | Uint8Array> =
    given instanceof Map ? given : new Map(Object.entries(given));
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  void serveStdio({ input: toServer, output: toClient });
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const content = (asked: string): string | Uint8Array | undefined =>
    files.get(asked.slice(folder.length + 1));
  connection.onRequest(methods.readFile, (asked: { readonly uri: string }) => {
    const found = content(asked.uri);
    return found === undefined ? null : { base64: Buffer.from(found).toString('base64') };
  });
  connection.onRequest(methods.listFiles, (asked: { readonly uri: string }) =>
    asked.uri === folder ? [...files.keys()].map((name) => ({ name, kind: 'file' })) : null,
  );
  connection.onRequest(methods.statFile, (asked: { readonly uri: string }) => {
    if (asked.uri === folder) return { kind: 'directory', size: 0 };
    const found = content(asked.uri);
    return found === undefined ? null : { kind: 'file', size: found.length };
  });
  const news: ReplayNews[] = [];
  connection.onNotification(methods.replayed, (each: ReplayNews) => void news.push(each));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    capabilities: {},
    initializationOptions: { files: true },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    news,
    async heard(fits) {
      await expect.poll(() => news.some(fits)).toBe(true);
      const found = news.findLast(fits);
      if (found === undefined) throw new Error('it was heard');
      return found;
    },
    async edit(version, text) {
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    },
  };
}

async function replaying(): Promise<Client> {
  const client = await started({ 'a.policy': policy, 'r.jsonl': recordingOf([exec('sh'), exec('ls')]) });
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text: policy },
  });
  await client.connection.sendRequest(methods.replay, { recording: `${folder}/r.jsonl` });
  return client;
}

const ruleOf = ({ sets }: ReplayNews, id: string) =>
  sets.flatMap(({ rules }) => rules).find((rule) => rule.id === id);

describe('a replay', () => {
  it('tells of each rule what the recording made of it, and where it stands in which version', async () => {
    const { heard } = await replaying();
    const news = await heard(({ state }) => state === 'done');
    expect(news).toMatchObject({ events: 2, skipped: 0, recording: { name: 'r.jsonl' } });
    expect(ruleOf(news, 'shell')).toMatchObject({
      outcome: 'triggered',
      matches: 1,
      first: [1],
      stale: false,
      place: {
        uri,
        version: 1,
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 13 } },
      },
    });
    expect(ruleOf(news, 'listing')).toMatchObject({ outcome: 'no-match' });
  });

  it('says at once of an edited rule that its figures are of before, and then has new ones', async () => {
    const { heard, edit } = await replaying();
    await heard(({ state }) => state === 'done');
    await edit(2, policy.replace('"sh"', '"ls"'));
    const meanwhile = await heard((each) => ruleOf(each, 'shell')?.stale === true);
    expect(meanwhile.state).toBe('running');
    expect(ruleOf(meanwhile, 'shell')).toMatchObject({ first: [1] });
    expect(ruleOf(meanwhile, 'listing')).toMatchObject({ stale: false });
    const after = await heard((each) => each.state === 'done' && ruleOf(each, 'shell')?.place?.version === 2);
    expect(ruleOf(after, 'shell')).toMatchObject({ stale: false, first: [2] });
  });

  it('knows the rules of files that are not open', async () => {
    const { connection, heard } = await started({ 'a.policy': policy, 'r.jsonl': recordingOf([exec('sh')]) });
    await connection.sendRequest(methods.replay, { recording: `${folder}/r.jsonl` });
    expect(ruleOf(await heard(({ state }) => state === 'done'), 'shell')).toMatchObject({ matches: 1 });
  });

  it('fails in words where the recording is not there', async () => {
    const { connection, heard } = await started();
    await connection.sendRequest(methods.replay, { recording: `${folder}/none.jsonl` });
    expect(await heard(({ state }) => state === 'failed')).toMatchObject({
      message: 'it cannot be read',
      sets: [],
    });
  });

  it('is what hovers tell of a rule, in the place of the recordings of secl.yaml, and no second lens', async () => {
    const { connection, heard } = await replaying();
    await heard(({ state }) => state === 'done');
    const textDocument = { uri };
    const hover = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 1, character: 9 },
    });
    expect(Object(hover.contents).value).toContain('1 match in r\\.jsonl');
    const lenses = await connection.sendRequest<readonly CodeLens[]>('textDocument/codeLens', {
      textDocument,
    });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['loads', 'loads']);
    await connection.sendRequest(methods.replay, { recording: null });
    const after = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 1, character: 9 },
    });
    expect(Object(after.contents).value).not.toContain('match');
  });

  it('ends when no recording is chosen', async () => {
    const { connection, heard } = await replaying();
    await connection.sendRequest(methods.replay, { recording: null });
    expect(await heard(({ state }) => state === 'none')).toMatchObject({ recording: null, sets: [] });
    expect(
      await connection.sendRequest<EventPage>(methods.events, {
        filter: '',
        matched: false,
        from: 0,
        most: 9,
      }),
    ).toEqual({
      total: 0,
      listed: 0,
      events: [],
    });
  });
});

describe('an event', () => {
  it('has the value of every condition at its place in the document', async () => {
    const { connection } = await replaying();
    const trace = await connection.sendRequest<EventTrace | null>(methods.trace, { event: 2 });
    expect(trace?.rules.find(({ id }) => id === 'listing')?.conditions).toMatchObject([
      {
        verdict: 'true',
        place: { uri, range: { start: { line: 4, character: 16 }, end: { line: 4, character: 38 } } },
      },
      { verdict: 'false', found: [{ name: 'exec.file.path', value: '"/tmp/ls"' }], wanted: '"/bin/ls"' },
    ]);
  });

  it('is the nearest one for a rule that stays silent', async () => {
    const { connection } = await replaying();
    const answer = await connection.sendRequest<WhyNotAnswer | null>(methods.whyNot, { uri, id: 'listing' });
    expect(answer).toMatchObject({ events: 2, matches: 0, nearest: [{ event: 2 }, { event: 1 }] });
  });
});

describe('targets', () => {
  it('are versions of the agent where nobody named any, and the chosen one is what rules are loaded for', async () => {
    const { connection } = await started({
      'a.policy': 'rules:\n  - id: a\n    expression: connect.addr.port == 1\n',
    });
    const { offered } = await connection.sendRequest<TargetChoice>(methods.targets);
    expect(offered[0]?.name).toMatch(/^7\.\d+$/);
    const statuses = async () =>
      (await connection.sendRequest<Diagnosis>(methods.diagnosis, {})).sets.flatMap(({ rules }) =>
        rules.flatMap(({ cells }) => cells.map(({ status }) => status)),
      );
    expect(await statuses()).toEqual(['loaded']);
    await connection.sendRequest(methods.chooseTarget, { name: '7.50' });
    expect(await statuses()).toEqual(['rejected']);
    expect(await connection.sendRequest<TargetChoice>(methods.targets)).toMatchObject({ chosen: '7.50' });
  });
});

describe('tests of rules', () => {
  const text = `cases:
  - name: a shell
    events: [{ exec: sh }]
    expect: shell
  - name: a listing
    events: [{ exec: ls }]
    expect: shell
`;
  const asked = { uri: `${folder}/a_test.yaml`, text };

  it('are listed with their places', async () => {
    const { connection } = await started();
    expect(await connection.sendRequest<readonly ListedTest[]>(methods.tests, asked)).toEqual([
      { name: 'a shell', range: { start: { line: 1, character: 10 }, end: { line: 1, character: 17 } } },
      { name: 'a listing', range: { start: { line: 4, character: 10 }, end: { line: 4, character: 19 } } },
    ]);
  });

  it('run over the policies beside them, as these are in the editor', async () => {
    const { connection } = await replaying();
    const run = () =>
      connection.sendRequest<TestRun>(methods.runTests, { ...asked, names: null, coverage: true });
    const { results, coverage } = await run();
    expect(results).toMatchObject([
      { name: 'a shell', outcome: 'passed', failures: [] },
      { name: 'a listing', outcome: 'failed', failures: [{ range: { start: { line: 6, character: 12 } } }] },
    ]);
    expect(results[1]?.failures[0]?.explained).toEqual([
      'on event 1: exec of /usr/bin/ls (1000)',
      'shell',
      '  ✗ exec.file.name == "sh"    exec.file.name is "ls"',
    ]);
    expect(coverage.map(({ rule, text: condition, events }) => [rule, condition, events])).toEqual([
      ['shell', 'exec.file.name == "sh"', 2],
      ['listing', 'exec.file.name == "ls"', 2],
      ['listing', 'exec.file.path == "/bin/ls"', 2],
    ]);
  });

  it('are told with the rule files that hold some, and whenever they are others', async () => {
    const rule = `name: opened\nexpression: open.file.name == "a"\ntests: []\n`;
    const files = new Map([
      ['a_test.yaml', text],
      ['a.policy', policy],
      ['opened.yaml', rule],
    ]);
    const { connection, edit } = await started(files);
    const told: TestFiles[] = [];
    connection.onNotification(methods.testFilesFound, (found: TestFiles) => void told.push(found));
    await connection.sendRequest(methods.testFiles);
    const uris = [`${folder}/a_test.yaml`, `${folder}/opened.yaml`];
    await expect.poll(() => told).toEqual([{ uris }]);
    const textDocument = { uri: `${folder}/b_test.yaml`, languageId: 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await expect.poll(() => told.at(-1)?.uris).toContain(`${folder}/b_test.yaml`);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: policy },
    });
    await edit(2, `${policy}# edited\n`);
    expect(told).toHaveLength(2);
    files.delete('opened.yaml');
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    await expect.poll(() => told.at(-1)?.uris).toEqual([`${folder}/a_test.yaml`, `${folder}/b_test.yaml`]);
  });

  it('say where no rules are found that they are about', async () => {
    const { connection } = await started();
    const ran = await connection.sendRequest<TestRun>(methods.runTests, {
      ...asked,
      names: null,
      coverage: false,
    });
    expect(ran).toMatchObject({ results: [], trouble: ['no rules are found that these tests are about'] });
  });
});

describe('a Terraform file', () => {
  it('that no rule set of secl.yaml holds is read all the same', async () => {
    const tf = `resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  expression = "exec.file.nam == \\"sh\\""
}
`;
    const config = 'rule_sets:\n  hosts:\n    policies: [a.policy]\n';
    const { connection } = await started({ 'a.policy': policy, 'secl.yaml': config });
    const textDocument = { uri: `${folder}/main.tf`, languageId: 'terraform', version: 1, text: tf };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const asked = await connection.sendRequest<{ readonly items: readonly { readonly code: string }[] }>(
      'textDocument/diagnostic',
      { textDocument },
    );
    expect(asked.items.map(({ code }) => code)).toContain('name/unknown-field');
  });
});
