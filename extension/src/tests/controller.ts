import { type ListedTest, methods, type TestRun } from '@secl/language-server';
import {
  commands,
  type Disposable,
  type TestController,
  type TestItem,
  TestRunProfileKind,
  TestRunRequest,
  Uri,
  tests as vscodeTests,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Parts } from '../begin.ts';
import { rangeOf } from '../replay/go-to.ts';
import { FileOfRules, tellResults } from './results.ts';

const files = '**/*_test.{yaml,yml}';
const mostFiles = 2000;

/** Tests of rules in VS Code's own view of tests, which is there once there are any: a file, and below it what it holds. */
export function ruleTests({ client }: Parts): readonly Disposable[] {
  const watcher = workspace.createFileSystemWatcher(files);
  let tests: Tests | undefined;
  const begun = (): Tests => {
    tests ??= beginTests(client);
    return tests;
  };
  const find = async (): Promise<void> => {
    for (const uri of await workspace.findFiles(files, '**/node_modules/**', mostFiles)) begun().file(uri);
  };
  void find();
  return [
    watcher,
    watcher.onDidCreate((uri) => begun().file(uri)),
    watcher.onDidDelete((uri) => tests?.forget(uri)),
    workspace.onDidChangeTextDocument(({ document }) => tests?.changed(document.uri)),
    commands.registerCommand('secl.runTests', (given: unknown) => begun().runNamed(given)),
    { dispose: () => tests?.dispose() },
  ];
}

interface Tests extends Disposable {
  file(uri: Uri): TestItem;
  forget(uri: Uri): void;
  changed(uri: Uri): void;
  /** From above a rule: the tests that name it. */
  runNamed(given: unknown): Promise<void>;
}

function beginTests(client: BaseLanguageClient): Tests {
  const controller = vscodeTests.createTestController('secl', 'SECL rules');
  const file = (uri: Uri): TestItem => {
    const known = controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    controller.items.add(item);
    return item;
  };
  const list = async (item: TestItem): Promise<void> => {
    const { uri } = item;
    if (uri === undefined) return;
    const question = { uri: uri.toString(), text: await textOf(uri) };
    const found = await client.sendRequest<readonly ListedTest[]>(methods.tests, question);
    item.children.replace(found.map((test) => testItem(controller, uri, test)));
  };
  const run = async (request: TestRunRequest, coverage: boolean): Promise<void> => {
    const all = controller.createTestRun(request);
    for (const [item, names] of await asked(controller, request, list)) {
      const { uri } = item;
      if (uri === undefined || all.token.isCancellationRequested) continue;
      const children = [...item.children].map(([, child]) => child);
      const own = children.filter(({ label }) => names === null || names.includes(label));
      for (const child of own) all.started(child);
      const question = { uri: uri.toString(), text: await textOf(uri), names, coverage };
      tellResults(all, item, own, await client.sendRequest<TestRun>(methods.runTests, question, all.token));
    }
    all.end();
  };
  controller.resolveHandler = async (item) => {
    if (item !== undefined) await list(item);
  };
  controller.createRunProfile('Run', TestRunProfileKind.Run, (request) => run(request, false), true);
  const measuring = controller.createRunProfile(
    'Coverage of conditions',
    TestRunProfileKind.Coverage,
    (request) => run(request, true),
    true,
  );
  measuring.loadDetailedCoverage = async (_, covered) =>
    covered instanceof FileOfRules ? covered.details() : [];
  return {
    file,
    forget: (uri) => controller.items.delete(uri.toString()),
    changed(uri) {
      const item = controller.items.get(uri.toString());
      if (item !== undefined) void list(item);
    },
    async runNamed(given) {
      const include: TestItem[] = [];
      for (const { uri, name } of namedIn(given)) {
        const item = file(Uri.parse(uri));
        if (item.children.size === 0) await list(item);
        const test = item.children.get(idOf(item.id, name));
        if (test !== undefined) include.push(test);
      }
      if (include.length > 0) await run(new TestRunRequest(include), false);
    },
    dispose: () => controller.dispose(),
  };
}

/** What a line above a rule hands over. */
function namedIn(given: unknown): readonly { readonly uri: string; readonly name: string }[] {
  const named: unknown = Reflect.get(Object(given), 'tests');
  return Array.isArray(named) ? named : [];
}

const idOf = (file: string, name: string): string => `${file}#${name}`;

function testItem(controller: TestController, uri: Uri, { name, range }: ListedTest): TestItem {
  const item = controller.createTestItem(idOf(uri.toString(), name), name, uri);
  item.range = rangeOf({ range });
  return item;
}

async function textOf(uri: Uri): Promise<string> {
  return (await workspace.openTextDocument(uri)).getText();
}

/** What was asked for, a file at a time; null: all tests of it. */
async function asked(
  controller: TestController,
  { include, exclude }: TestRunRequest,
  list: (item: TestItem) => Promise<void>,
): Promise<ReadonlyMap<TestItem, readonly string[] | null>> {
  const wanted = new Map<TestItem, string[] | null>();
  const items = include ?? [...controller.items].map(([, item]) => item);
  for (const item of items) {
    if (item.parent === undefined) wanted.set(item, null);
    else if (wanted.get(item.parent) !== null)
      wanted.set(item.parent, [...(wanted.get(item.parent) ?? []), item.label]);
  }
  for (const [file, names] of wanted) {
    await list(file);
    const left = new Set((exclude ?? []).map(({ id }) => id));
    if (names !== null || left.size === 0) continue;
    const kept = [...file.children].flatMap(([id, { label }]) => (left.has(id) ? [] : [label]));
    wanted.set(file, kept);
  }
  return wanted;
}
