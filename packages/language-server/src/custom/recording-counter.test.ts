/** Recordings of secl.yaml, worked on where replays run: what hovers and lenses say is what they say without a thread. */
import { MessageChannel } from 'node:worker_threads';
import { createLanguageService, type LanguageService } from '@secl/language-service';
import type { FileSystem } from '@secl/text';
import { memoryFiles } from '@secl/workspace';
import { describe, expect, it } from 'vitest';
import { counterOver } from './recording-counter.ts';
import { type Port, replayerOver, serveReplays } from './replay/channel.ts';
import type { OpenRecording, Replayer } from './replay/replayer.ts';
import { ReplaySession } from './replay/session.ts';

const folder = 'file:///detections';
const uri = `${folder}/a.policy`;
const policy = `rules:
  - id: downloads
    expression: open.file.path =~ "/tmp/**" && process.file.name == "curl"
    actions:
      - set: { name: downloaded, field: open.file.path, append: true }
  - id: runs
    expression: exec.file.path in \${downloaded}
  - id: lists
    expression: exec.file.name == "ls"
`;
const events = [
  { Type: 'open', Values: { 'open.file.path': '/tmp/tool', 'process.file.name': 'curl' } },
  { Type: 'exec', Values: { 'exec.file.path': '/tmp/tool', 'exec.file.name': 'tool' } },
  { Type: 'exec', Values: { 'exec.file.path': '/bin/ls', 'exec.file.name': 'ls' } },
];
const recording = events
  .map((event, index) => JSON.stringify({ Time: `2026-01-01T00:00:0${index}Z`, ...event }))
  .join('\n');

interface Setup {
  readonly service: LanguageService;
  /** How often the server itself has read the recording. */
  readonly reads: () => number;
  /** What was asked of the other side, in order. */
  readonly asked: readonly string[];
}

/** `meanwhile` comes when rules were sent to be counted. */
async function opened(
  open: OpenRecording,
  meanwhile: (service: LanguageService) => void = () => {},
): Promise<Setup> {
  const { port1, port2 } = new MessageChannel();
  for (const port of [port1, port2]) port.unref();
  serveReplays(portOf(port2), new ReplaySession({ open, pause: async () => {} }));
  const over = replayerOver(portOf(port1));
  const asked: string[] = [];
  const replayer: Replayer = (question) => {
    asked.push(question.ask === 'count' ? `count ${question.only.join()}` : question.ask);
    const answer = over(question);
    if (question.ask === 'count') meanwhile(service);
    return answer;
  };
  const disk = memoryFiles({
    'secl.yaml': 'rule_sets:\n  all: { policies: [a.policy] }\nrecordings:\n  some: a run.jsonl\n',
    'a run.jsonl': recording,
  });
  let reads = 0;
  const read: FileSystem['read'] = (path) => {
    if (path.endsWith('.jsonl')) reads++;
    return disk.read(path);
  };
  const service = createLanguageService({ counter: counterOver(replayer, open) });
  service.addFolder(folder, { ...disk, read });
  service.open(uri, 1, policy);
  await service.find();
  return { service, reads: () => reads, asked };
}

function portOf(port: MessageChannel['port1']): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (take) => {
      port.on('message', take);
      port.unref();
    },
  };
}

async function* bytes(): AsyncGenerator<Uint8Array, void> {
  yield new TextEncoder().encode(recording);
}

/** Nothing of it may run in this thread between requests. */
const noTurn = {
  pause: () => {
    throw new Error('work in the thread of the server');
  },
  stopped: false,
};

const lenses = (service: LanguageService): readonly string[] =>
  service
    .lenses(uri)
    .map(({ command }) => command?.title ?? '')
    .filter((title) => title.includes('match'));

describe('recordings that can be opened over there', () => {
  const open: OpenRecording = (asked) => (asked === `${folder}/a%20run.jsonl` ? bytes() : undefined);

  it('are not read by the server', async () => {
    const { service, reads } = await opened(open);
    expect(await service.lookAtRecordings(noTurn)).toBe(true);
    expect(lenses(service)).toEqual([
      '1 match in recordings',
      '1 match in recordings',
      '1 match in recordings',
    ]);
    expect(reads()).toBe(0);
  });

  it('are run again for what changed and what rests on it', async () => {
    const { service, asked } = await opened(open);
    await service.lookAtRecordings(noTurn);
    service.open(uri, 2, policy.replace('"curl"', '"wget"'));
    expect(lenses(service)[0]).toBe('1 match in recordings before this change');
    expect(await service.lookAtRecordings(noTurn)).toBe(true);
    expect(lenses(service)).toEqual([
      'no match in recordings',
      'no match in recordings',
      '1 match in recordings',
    ]);
    expect(asked).toEqual(['values', 'count downloads,runs,lists', 'count downloads,runs']);
  });

  it('give the values that are completed', async () => {
    const { service } = await opened(open);
    await service.lookAtRecordings(noTurn);
    const text = policy.replace('exec.file.name == "ls"', 'exec.file.path == ');
    service.open(uri, 2, text);
    const lines = text.slice(0, text.indexOf('exec.file.path == ') + 18).split('\n');
    const { items } = service.completion(uri, {
      line: lines.length - 1,
      character: lines.at(-1)?.length ?? 0,
    });
    expect(
      items.filter(({ detail }) => detail?.startsWith('in recordings')).map(({ label }) => label),
    ).toEqual(['"/bin/ls"', '"/tmp/tool"']);
  });

  it('tell of what was typed meanwhile that it is of before', async () => {
    const { service } = await opened(open, (typing) => typing.open(uri, 2, policy.replace('"ls"', '"tool"')));
    await service.lookAtRecordings(noTurn);
    expect(lenses(service).at(-1)).toBe('1 match in recordings before this change');
  });
});

describe('recordings that only the server can read', () => {
  it('are sent once', async () => {
    const { service, reads } = await opened(() => undefined);
    await service.lookAtRecordings(noTurn);
    service.open(uri, 2, policy.replace('"curl"', '"wget"'));
    await service.lookAtRecordings(noTurn);
    expect(lenses(service)).toEqual([
      'no match in recordings',
      'no match in recordings',
      '1 match in recordings',
    ]);
    expect(reads()).toBe(1);
  });
});
