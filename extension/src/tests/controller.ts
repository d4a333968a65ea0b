import { type ListedTest, methods, type TestRun } from '@secl/language-server';
import {
  commands,
  type Disposable,
  type TestController,
  type TestItem,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { rangeOf } from '../replay/go-to.ts';
import { FileOfRules, tellResults } from './results.ts';

const files = '**/*_test.{yaml,yml}';
const mostFiles = 2000;

/** Tests of rules in VS Code's own view of tests: a file, and below it what it holds. */
export function ruleTests({ client }: Parts): readonly Disposable[] {
  const controller = tests.createTestController('secl', 'SECL rules');
  const watcher = workspace.createFileSystemWatcher(files);

  const fileItem = (uri: Uri): TestItem => {
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
    const { text } = await opened(uri);
    const found = await client.sendRequest<readonly ListedTest[]>(methods.tests, {
      uri: uri.toString(),
      text,
    });
    item.children.replace(found.map((test) => testItem(controller, uri, test)));
  };
  const find = async (): Promise<void> => {
    for (const uri of await workspace.findFiles(files, '**/node_modules/**', mostFiles)) fileItem(uri);
  };
  const run = async (request: TestRunRequest, coverage: boolean): Promise<void> => {
    const all = controller.createTestRun(request);
    for (const [item, names] of await asked(controller, request, list)) {
      const { uri } = item;
      if (uri === undefined || all.token.isCancellationRequested) continue;
      const children = [...item.children].map(([, child]) => child);
      const own = children.filter(({ label }) => names === null || names.includes(label));
      for (const child of own) all.started(child);
      const { text } = await opened(uri);
      const question = { uri: uri.toString(), text, names, coverage };
      const ran = await client.sendRequest<TestRun>(methods.runTests, question, all.token);
      tellResults(all, item, own, ran);
    }
    all.end();
  };
  controller.resolveHandler = (item) => (item === undefined ? find() : list(item));
  controller.refreshHandler = find;
  controller.createRunProfile('Run', TestRunProfileKind.Run, (request) => run(request, false), true);
  const measuring = controller.createRunProfile(
    'Coverage of conditions',
    TestRunProfileKind.Coverage,
    (request) => run(request, true),
    true,
  );
  measuring.loadDetailedCoverage = async (_, file) => (file instanceof FileOfRules ? file.details() : []);
  return [
    controller,
    watcher,
    watcher.onDidCreate((uri) => fileItem(uri)),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    workspace.onDidChangeTextDocument(({ document }) => {
      const item = controller.items.get(document.uri.toString());
      if (item !== undefined) void list(item);
    }),
    commands.registerCommand('secl.runTests', (given: unknown) => runNamed(given, fileItem, list, run)),
  ];
}

function testItem(controller: TestController, uri: Uri, { name, range }: ListedTest): TestItem {
  const item = controller.createTestItem(`${uri.toString()}#${name}`, name, uri);
  item.range = rangeOf({ range });
  return item;
}

async function opened(uri: Uri): Promise<{ readonly text: string }> {
  return { text: (await workspace.openTextDocument(uri)).getText() };
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

/** From above a rule: the tests that name it. */
async function runNamed(
  given: unknown,
  fileItem: (uri: Uri) => TestItem,
  list: (item: TestItem) => Promise<void>,
  run: (request: TestRunRequest, coverage: boolean) => Promise<void>,
): Promise<void> {
  const named: unknown = Reflect.get(Object(given), 'tests');
  if (!Array.isArray(named)) return;
  const include: TestItem[] = [];
  for (const { uri, name } of named as readonly { readonly uri: string; readonly name: string }[]) {
    const file = fileItem(Uri.parse(uri));
    if (file.children.size === 0) await list(file);
    const item = file.children.get(`${file.id}#${name}`);
    if (item !== undefined) include.push(item);
  }
  if (include.length > 0) await run(new TestRunRequest(include), false);
}
