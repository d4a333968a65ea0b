/** What the manifest promises: commands that are there, and settings that are read and described. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const { commands, configuration, menus, views, walkthroughs } = manifest.contributes;
const root = join(import.meta.dirname, '../..');
const sources = ['extension/src', 'packages/language-server/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);
const settings = Object.entries(configuration.properties);

it('names commands in menus and in the walkthrough that there are', () => {
  const focus = Object.values(views).flatMap((each) => each.map(({ id }) => `${id}.focus`));
  const there = new Set([...commands.map(({ command }) => command), ...focus]);
  const steps = walkthroughs.flatMap((each) => each.steps);
  const named = [
    ...Object.values(menus).flatMap((each) => each.map(({ command }) => command)),
    ...steps.flatMap(({ description }) =>
      [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id),
    ),
    ...steps.flatMap(({ completionEvents = [] }) =>
      completionEvents.map((each) => each.replace('onCommand:', '')),
    ),
  ];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((id) => !there.has(id))).toEqual([]);
});

it('registers every command that it has', () => {
  const registered = (id: string): boolean => sources.some((text) => text.includes(`'${id}'`));
  expect(commands.map(({ command }) => command).filter((id) => !registered(id))).toEqual([]);
});

it.each(settings)('%s is described and read', (key, { markdownDescription }) => {
  expect(markdownDescription).toMatch(/^[A-Z].*\.$/);
  // The library of the client reads this one.
  if (key === 'secl.trace.server') return;
  const own = key.replace('secl.', '');
  const last = own.slice(own.lastIndexOf('.') + 1);
  expect(sources.some((text) => text.includes(`'${own}'`) || text.includes(`'${last}'`))).toBe(true);
});

it('is what the guide says of settings', () => {
  const guide = readFileSync(join(root, 'docs/guides/editor-vscode.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| `(secl\.[\w.]+)` \| (.*?) \| (.*) \|$/gm)].map(([, ...row]) => row);
  expect(rows).toEqual(
    settings.map(([key, { default: usual, markdownDescription }]) => [
      key,
      String(usual),
      markdownDescription,
    ]),
  );
});
