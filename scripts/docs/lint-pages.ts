import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Category,
  categories,
  ignoreRules,
  type LintRuleFacts,
  lintRules,
  type OptionKind,
} from '../../packages/lint/src/index.ts';
import type { Page } from './problem-pages.ts';

const source = join(import.meta.dirname, '../../packages/lint/src');

/** What the chapters of the index are about. Problems of loading have an index of their own. */
const about: Readonly<Record<Exclude<Category, 'load'>, string>> = {
  pitfall: 'What agents load and what does not mean what it looks like.',
  variable: 'Variables that are never set, never read, or hold something else than is meant.',
  portability: 'What is lost on some agents, platforms or hosts.',
  policy: 'What goes wrong between definitions: macros, overrides, filters, what is left over.',
  performance: 'What costs every event of a type, or every host, more than it has to.',
  metadata: 'Descriptions, severities, tags, and the ids of MITRE ATT&CK.',
  carrier: 'What is lost on the way from Terraform, Kubernetes or the API to the agent.',
  ignore: 'What is wrong with the comments that ignore findings.',
};

const chapters = categories.filter((category) => category !== 'load');
/** Everything that has a page here. */
export const rules: readonly LintRuleFacts[] = [...lintRules, ...Object.values(ignoreRules)];

/** What the author of a lint rule writes about it. */
function written(id: string): string {
  const [category = '', name = ''] = id.split('/');
  const path = category === 'ignore' ? `ignore/pages/${name}.md` : `rules/${id}/page.md`;
  return readFileSync(join(source, path), 'utf8');
}

/** Everything below `docs/lint/`: one page a lint rule, and the index. */
export function lintPages(): readonly Page[] {
  const pages = rules.map((rule) => ({ path: `${rule.id}.md`, text: lintPage(rule) }));
  return [{ path: 'README.md', text: index() }, ...pages];
}

/** `packages/lint/src/pages.json`: the pages for the command and for editors. */
export function gatheredPages(): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted.map(({ id }) => [id, written(id)])), null, 2)}\n`;
}

function index(): string {
  const sections = chapters.flatMap((category) => {
    const own = rules.filter(({ id }) => id.startsWith(`${category}/`));
    if (own.length === 0) return [];
    const rows = own.map(
      ({ id, level, strict = level, title }) =>
        `| [\`${id}\`](${id}.md) | ${level} | ${strict} | ${cell(title)} |`,
    );
    const table = ['| rule | recommended | strict | what |', '| --- | --- | --- | --- |', ...rows];
    return [`## ${category}`, about[category], table.join('\n')];
  });
  const head =
    '`secl lint` says what agents do not: each rule has a page with what it finds, why it matters, and what to write ' +
    'instead. [The guide](../guides/lint.md) is about the command; problems that agents report themselves are ' +
    '[elsewhere](../problems/README.md).';
  return document(['# Lint rules', head, ...sections]);
}

function lintPage(rule: LintRuleFacts): string {
  const { id, title, level, strict = level, since } = rule;
  const text = written(id)
    .replace(/^# .*\n+/, '')
    .trim();
  const [body = '', said = ''] = text.split(/^## Options\n/m);
  const facts = [
    `\`${id}\``,
    level === strict ? level : `${level}, in the preset \`strict\` ${strict}`,
    ...(since === undefined ? [] : [`since agent ${since}`]),
    `[all lint rules](../README.md)`,
  ];
  return document([
    `# ${title}`,
    facts.join(' · '),
    body.trim(),
    ...options(id, rule.options ?? {}, said.trim()),
  ]);
}

function options(
  id: string,
  declared: Readonly<Record<string, OptionKind>>,
  said: string,
): readonly string[] {
  const entries = Object.entries(declared);
  if (entries.length === 0) return said === '' ? [] : ['## Options', said];
  const rows = entries.map(
    ([name, option]) =>
      `| \`${name}\` | ${option.kind} | ${cell(defaultOf(option))} | ${cell(option.about)} |`,
  );
  const table = ['| option | type | without it | what |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const [[first, { default: value }] = ['', { default: '' }]] = entries;
  const example = [
    '```yaml',
    'lint:',
    '  options:',
    `    ${id}:`,
    `      ${first}: ${JSON.stringify(value)}`,
    '```',
  ];
  return ['## Options', ...(said === '' ? [] : [said]), table, example.join('\n')];
}

function defaultOf({ default: value }: OptionKind): string {
  if (typeof value !== 'object') return `\`${value}\``;
  return value.length === 0 ? 'none' : value.map((each) => `\`${each}\``).join(', ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const document = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
