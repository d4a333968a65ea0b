import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffOf, linesOf } from './test-kit.ts';

const folder = join(import.meta.dirname, 'cases');

/** A policy before, after, and what is said of the change. */
const shape =
  /^## (.+)\n\n(?:Agents: (.+)\n\n)?```yaml before\n([\s\S]*?)```\n\n```yaml after\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```$/gm;

describe.each(readdirSync(folder))('cases/%s', (name) => {
  const path = join(folder, name);
  const document = readFileSync(path, 'utf8');
  const cases = [...document.matchAll(shape)].map(
    ([, title = '', agents = '7.68', before = '', after = '', words = '']) => ({
      title,
      agents: agents.split(', ').map((agent) => `${agent}.0`),
      before,
      after,
      words,
    }),
  );

  it('has cases, all of which are run', () => {
    expect(cases.length).toBeGreaterThan(2);
    expect(cases).toHaveLength(document.split('\n## ').length - 1);
  });

  /** `SECL_UPDATE=1` writes what is said now into the document, for a person to read. */
  let updated = document;

  it.each(cases)('$title', ({ before, after, agents, words, title }) => {
    const said = linesOf(diffOf(before, after, agents))
      .map((line) => `${line}\n`)
      .join('');
    if ('SECL_UPDATE' in process.env) {
      const start = updated.indexOf('```text\n', updated.indexOf(`## ${title}\n`)) + '```text\n'.length;
      updated = updated.slice(0, start) + said + updated.slice(start + words.length);
      writeFileSync(path, updated);
    } else expect(said).toBe(words);
  });
});
