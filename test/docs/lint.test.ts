import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatheredPages, lintPages, rules } from '../../scripts/docs/lint-pages.ts';
import { root } from '../house/rooms.ts';
import { trackedFiles } from '../house/sources.ts';

const pages = lintPages();

describe('docs/lint', () => {
  it('has a page for every lint rule, and no other', () => {
    const files = trackedFiles.filter((path) => path.startsWith('docs/lint/'));
    expect(files).toEqual(pages.map(({ path }) => `docs/lint/${path}`).sort());
  });

  it.each(pages.map(({ path, text }) => [path, text] as const))(
    '%s says what the rule declares (npm run docs writes it)',
    (path, text) => {
      expect(readFileSync(join(root, 'docs/lint', path), 'utf8')).toBe(text);
    },
  );

  it('is gathered for the command', () => {
    expect(readFileSync(join(root, 'packages/lint/src/pages.json'), 'utf8')).toBe(gatheredPages());
  });

  it.each(
    rules.flatMap(({ id, options = {} }) => Object.keys(options).map((option) => [id, option] as const)),
  )('%s says what its option %s is for', (id, option) => {
    expect(pages.find(({ path }) => path === `${id}.md`)?.text).toContain(`| \`${option}\` |`);
  });
});
