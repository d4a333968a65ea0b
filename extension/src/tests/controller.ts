import { type ListedTest, methods, type TestFiles } from '@secl/language-server';
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
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Parts } from '../begin.ts';
import { mayHoldRules } from '../may-hold-rules.ts';
import { rangeOf } from '../replay/go-to.ts';
import { onRuleFiles } from './on-rule-files.ts';
import { FileOfRules } from './results.ts';
import { type ListTests, runRequest, textOf } from './run.ts';

/**
 * Tests of rules in VS Code's own view of tests, which is there once there are any: a file, and below it what it holds. Which
 * files these are is for the server to say.
 */
export function ruleTests({ client }: Parts): readonly Disposable[] {
  let tests: Tests | undefined;
  const begun = (): Tests => {
    tests ??= beginTests(client);
    return tests;
  };
  return [
    client.onNotification(methods.testFilesFound, ({ uris }: TestFiles) => begun().found(uris)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void client.sendRequest(methods.testFiles);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (mayHoldRules(document)) tests?.changed(document.uri);
    }),
    commands.registerCommand('secl.runTests', (given: unknown) => begun().runNamed(given)),
    { dispose: () => tests?.dispose() },
  ];
}

interface Tests extends Disposable {
  /** These and no other files hold tests. */
  found(uris: readonly string[]): void;
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
  const list: ListTests = async (item) => {
    const { uri } = item;
    if (uri === undefined) return;
    const question = { uri: uri.toString(), text: await textOf(uri) };
    const found = await client.sendRequest<readonly ListedTest[]>(methods.tests, question);
    item.children.replace(found.map((test) => testItem(controller, uri, test)));
  };
  /** One that cannot be listed says why, where the tests below it would be. */
  const resolve = async (item: TestItem): Promise<void> => {
    item.error = undefined;
    await list(item).catch((error: unknown) => {
      item.error = String(error);
    });
  };
  /** Results are of the rules that were run: once a rule or a test is another one, VS Code shows them as old. */
  let areNew = false;
  const run = async (request: TestRunRequest, coverage: boolean): Promise<void> => {
    await runRequest({ client, controller, list }, request, coverage);
    areNew = true;
  };
  controller.resolveHandler = async (item) => {
    if (item !== undefined) await resolve(item);
  };
  const profile = controller.createRunProfile(
    'Run',
    TestRunProfileKind.Run,
    async (request, token) => {
      if (request.continuous !== true) return run(request, false);
      const again = new TestRunRequest(request.include, request.exclude, profile, true);
      const watching = onRuleFiles(() => run(again, false));
      token.onCancellationRequested(() => watching.dispose());
    },
    true,
    undefined,
    true,
  );
  const measuring = controller.createRunProfile(
    'Coverage of conditions',
    TestRunProfileKind.Coverage,
    (request) => run(request, true),
    true,
  );
  measuring.loadDetailedCoverage = async (_, covered) =>
    covered instanceof FileOfRules ? covered.details() : [];
  return {
    found(uris) {
      const items = uris.map((uri) => file(Uri.parse(uri)));
      controller.items.replace(items);
    },
    changed(uri) {
      const item = controller.items.get(uri.toString());
      if (item !== undefined) void resolve(item);
      if (areNew) controller.invalidateTestResults();
      areNew = false;
    },
    async runNamed(given) {
      const include: TestItem[] = [];
      for (const { uri, name } of namedIn(given)) {
        const item = file(Uri.parse(uri));
        if (item.children.size === 0) await resolve(item);
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
