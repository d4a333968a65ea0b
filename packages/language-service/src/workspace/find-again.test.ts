/** Whenever a file is opened, saved or closed, rule sets are looked for anew: what is as it was is neither loaded nor linted. */
import { memoryFiles } from '@secl/workspace';
import { expect, it } from 'vitest';
import type { LanguageService } from '../language-service.ts';
import { createLanguageService } from '../service.ts';

const uri = 'file:///rules/a.policy';
const policy = 'rules:\n  - id: a\n    expression: exec.file.name == "a" || exec.file.name == "a"\n';
const config =
  'targets:\n  new: { agent: 7.68 }\nrule_sets:\n  all: { policies: [a.policy], targets: [new] }\n';

async function opened(files: Record<string, string>): Promise<LanguageService> {
  const service = createLanguageService();
  service.addFolder('file:///rules', memoryFiles(files));
  service.open(uri, 1, policy);
  await service.find();
  await service.look(uri);
  return service;
}

const setOf = (service: LanguageService) => service.ruleSets(uri)[0]?.set;

it.each([
  ['with a secl.yaml', { 'secl.yaml': config }],
  ['without one', {}],
])('nothing changed, %s: the same rule set, and nothing to lint', async (_, files) => {
  const service = await opened({ ...files, 'a.policy': policy });
  const before = setOf(service);
  await service.find();
  expect(setOf(service)).toBe(before);
  expect(await service.look(uri)).toBe(false);
});

it('secl.yaml says otherwise how to lint: the same rules are linted again', async () => {
  const service = await opened({ 'a.policy': policy, 'secl.yaml': config });
  const codes = () => service.diagnostics(uri).map(({ code }) => code);
  const [code] = codes();
  service.open('file:///rules/secl.yaml', 1, `${config}lint:\n  levels: { ${String(code)}: off }\n`);
  await service.find();
  expect(await service.look(uri)).toBe(true);
  expect(codes()).not.toContain(code);
});

it('another target is chosen for it in secl.yaml: it is loaded anew', async () => {
  const service = await opened({ 'a.policy': policy, 'secl.yaml': config });
  service.open('file:///rules/secl.yaml', 1, config.replace('7.68', '7.50'));
  await service.find();
  expect(setOf(service)?.views[0]?.facts.minor).toBe(50);
});

it('a file that is opened has its version in what is told of all files', async () => {
  const service = createLanguageService();
  service.addFolder('file:///rules', memoryFiles({ 'a.policy': policy }));
  await service.find();
  expect(await service.workspaceDiagnostics()).toMatchObject([{ uri, version: undefined }]);
  service.open(uri, 4, policy);
  await service.find();
  expect(await service.workspaceDiagnostics()).toMatchObject([{ uri, version: 4 }]);
});
