/** Every lint rule is a folder: its code, its page, its cases. This runs the cases and the examples of the pages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintRules } from './rules/index.ts';
import { type Case, readCases } from './test-kit/read-cases.ts';
import { runCase } from './test-kit/run-case.ts';

const folder = join(import.meta.dirname, 'rules');
const read = (id: string, file: string): string => {
  const path = join(folder, id, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const sections = ['What', 'Why', 'Avoid', 'Prefer', 'Exceptions'];

describe('lint rules and their folders', () => {
  it('name each other', () => {
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(folder, name), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((rule) => `${name}/${rule.name}`),
      );
    expect(lintRules.map(({ id }) => id).sort()).toEqual(folders.sort());
  });
});

describe.each(lintRules.map((rule) => ({ id: rule.id, rule })))('$id', ({ id, rule }) => {
  const cases = readCases(read(id, 'cases.md'));

  it('has at least three cases that it reports and three that it accepts', () => {
    expect(cases.filter(({ reports }) => reports).length).toBeGreaterThanOrEqual(3);
    expect(cases.filter(({ reports }) => !reports).length).toBeGreaterThanOrEqual(3);
  });

  it.each(cases.map((each) => ({ title: each.title, each })))('$title', ({ each }) => {
    const outcome = runCase(rule, each);
    if (!each.title.includes('rejected')) expect(outcome.errors).toEqual([]);
    expect(outcome.marked).toEqual(each.files);
    expect(outcome.messages.length > 0).toBe(each.reports);
    for (const [index, said] of each.says.entries()) expect(outcome.messages[index]).toContain(said);
    if (each.fixed.length > 0) expect(outcome.fixed).toEqual(each.fixed);
  });

  it('has a page with every section, whose examples show what it says', () => {
    const page = read(id, 'page.md');
    const titles = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles.filter((title) => title !== 'Options')).toEqual(sections);
    const bare = (heading: string): Case => {
      const [example] = readCases(page).filter(({ title }) => title === heading);
      if (example === undefined) throw new Error(`no example under ${heading}`);
      return example;
    };
    const avoid = bare('Avoid');
    const prefer = bare('Prefer');
    expect(avoid.files.length).toBeGreaterThan(0);
    expect(prefer.files.length).toBeGreaterThan(0);
    expect(runCase(rule, avoid).messages).not.toEqual([]);
    expect(runCase(rule, prefer).messages).toEqual([]);
  });
});
