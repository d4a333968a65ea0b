import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diffOf, linesOf } from './test-kit.ts';

const path = join(import.meta.dirname, 'diff.cases.md');
const document = readFileSync(path, 'utf8');

/** Of each `###` section: a policy before, after, and what is said of the change. */
const cases = [
  ...document.matchAll(
    /^### (.+)\n\n(?:Agents: (.+)\n\n)?```yaml before\n([\s\S]*?)```\n\n```yaml after\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```$/gm,
  ),
].map(([, title = '', agents = '7.68', before = '', after = '', words = '']) => ({
  title,
  agents: agents.split(', ').map((agent) => `${agent}.0`),
  before,
  after,
  words,
}));

/** `SECL_UPDATE=1` writes what is said now into the document, for a person to read. */
let updated = document;

it('has cases', () => {
  expect(cases).toHaveLength(document.split('\n### ').length - 1);
  expect(cases.length).toBeGreaterThan(30);
});

it.each(cases)('$title', ({ before, after, agents, words, title }) => {
  const said = linesOf(diffOf(before, after, agents))
    .map((line) => `${line}\n`)
    .join('');
  if ('SECL_UPDATE' in process.env) {
    const start = updated.indexOf('```text\n', updated.indexOf(`### ${title}\n`)) + '```text\n'.length;
    updated = updated.slice(0, start) + said + updated.slice(start + words.length);
    writeFileSync(path, updated);
  } else expect(said).toBe(words);
});
