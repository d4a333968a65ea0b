import { methods, type RecordingChoice } from '@secl/language-server';
import {
  commands,
  type Disposable,
  type QuickPickItem,
  QuickPickItemKind,
  RelativePattern,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Parts } from '../begin.ts';

/** Names that recordings usually have; any other file can be chosen by hand. */
const usual = '**/*.{strace,strace.gz,scap,jsonl,jsonl.gz,ndjson,ndjson.gz}';
const mostFound = 200;

interface Choice extends QuickPickItem {
  readonly uri?: Uri;
  readonly browse?: true;
}

export function chooseRecording(parts: Parts): readonly Disposable[] {
  const { replays, context } = parts;
  const example = Uri.joinPath(context.extensionUri, 'recordings/attack-sim.strace');
  const replay = async (uri: Uri | undefined): Promise<void> => {
    if (uri === undefined) return;
    await replays.choose(uri);
    // VS Code renews the lines above rules only while the editor has the focus.
    await commands.executeCommand('secl.rules.focus', { preserveFocus: true });
  };
  return [
    commands.registerCommand('secl.replay', async () => replay(await picked(parts, example))),
    commands.registerCommand('secl.replayFile', (uri?: Uri) => replay(uri)),
    commands.registerCommand('secl.replayExample', () => replay(example)),
    commands.registerCommand('secl.closeRecording', () => replays.choose(undefined)),
  ];
}

async function picked({ client }: Parts, example: Uri): Promise<Uri | undefined> {
  const choices = async (): Promise<Choice[]> => {
    const { recordings } = await client.sendRequest<RecordingChoice>(methods.recordings);
    const named = (
      await Promise.all(
        recordings.map(async ({ folder, name, paths }) => {
          const found = await Promise.all(
            paths.map((path) =>
              workspace.findFiles(new RelativePattern(Uri.parse(folder), path), null, mostFound),
            ),
          );
          return found.flat().map((uri) => choiceOf(uri, name));
        }),
      )
    ).flat();
    const seen = new Set(named.map(({ uri }) => uri?.toString()));
    const others = (await workspace.findFiles(usual, '**/node_modules/**', mostFound))
      .filter((uri) => !seen.has(uri.toString()))
      .map((uri) => choiceOf(uri));
    return [
      ...group('secl.yaml', named),
      ...group('workspace', others),
      ...group('', [
        { label: '$(beaker) Example attack', description: 'comes with the extension', uri: example },
        { label: '$(folder-opened) Another file…', browse: true },
      ]),
    ];
  };
  const choice = await window.showQuickPick(choices(), {
    title: 'Replay a recording through the rules',
    placeHolder: 'Events as strace, auditd, Falco, Tetragon, Tracee or agents write them, compressed or not',
    matchOnDescription: true,
  });
  if (choice?.browse !== true) return choice?.uri;
  const files = await window.showOpenDialog({ canSelectMany: false, openLabel: 'Replay' });
  return files?.[0];
}

function choiceOf(uri: Uri, name?: string): Choice {
  const path = workspace.asRelativePath(uri);
  const label = path.slice(path.lastIndexOf('/') + 1);
  return { label: `$(history) ${name ?? label}`, description: path, uri };
}

function group(label: string, choices: readonly Choice[]): readonly Choice[] {
  return choices.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...choices];
}
