import { methods, type TestRun } from '@secl/language-server';
import {
  type TestController,
  type TestItem,
  TestMessage,
  type TestRunRequest,
  type Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { tellResults } from './results.ts';

/** Puts the tests of a file below its item, as they are now. */
export type ListTests = (file: TestItem) => Promise<void>;

export interface Running {
  readonly client: BaseLanguageClient;
  readonly controller: TestController;
  readonly list: ListTests;
}

/** Runs what VS Code asks for, a file at a time. A file that cannot be run has an error, and the others are run. */
export async function runRequest(
  { client, controller, list }: Running,
  request: TestRunRequest,
  coverage: boolean,
): Promise<void> {
  const all = controller.createTestRun(request);
  for (const [file, chosen] of asked(controller, request)) {
    const { uri } = file;
    if (uri === undefined || all.token.isCancellationRequested) continue;
    try {
      await list(file);
      const names = chosen ?? namesWithout(file, request.exclude ?? []);
      const children = [...file.children].map(([, child]) => child);
      const own = children.filter(({ label }) => names === null || names.includes(label));
      for (const child of own) all.started(child);
      const question = { uri: uri.toString(), text: await textOf(uri), names, coverage };
      tellResults(all, file, own, await client.sendRequest<TestRun>(methods.runTests, question, all.token));
    } catch (error) {
      if (!all.token.isCancellationRequested) all.errored(file, new TestMessage(String(error)));
    }
  }
  all.end();
}

/** As it is in the editor, or on the disk: what nobody looks at is not opened for it. */
export async function textOf(uri: Uri): Promise<string> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** The files that were asked for, and of each which tests; null: all. */
function asked(
  controller: TestController,
  { include }: TestRunRequest,
): ReadonlyMap<TestItem, readonly string[] | null> {
  const wanted = new Map<TestItem, string[] | null>();
  for (const item of include ?? [...controller.items].map(([, file]) => file)) {
    const { parent, label } = item;
    if (parent === undefined) wanted.set(item, null);
    else if (wanted.get(parent) !== null) wanted.set(parent, [...(wanted.get(parent) ?? []), label]);
  }
  return wanted;
}

/** The tests of a file that are not left out; null: all. */
function namesWithout(file: TestItem, exclude: readonly TestItem[]): readonly string[] | null {
  const left = new Set(exclude.map(({ id }) => id));
  if (left.has(file.id)) return [];
  const kept = [...file.children].filter(([id]) => !left.has(id));
  return kept.length === file.children.size ? null : kept.map(([, { label }]) => label);
}
