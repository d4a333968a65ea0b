import { attack } from '../../packages/model/src/index.ts';
import { type LibraryRule, libraryRules } from './library.ts';
import { attackOf, severityOf, techniquesOf } from './library-attack.ts';
import { navigatorFile } from './library-navigator.ts';
import { seenInRecordings } from './library-recordings.ts';
import type { Page } from './problem-pages.ts';

/** Everything below `rules-library/rules/`: one page a rule, and the index with what is covered. */
export async function libraryPages(): Promise<readonly Page[]> {
  const rules = libraryRules();
  const seen = await seenInRecordings();
  const pages = rules.map((rule) => ({
    path: `${rule.id}.md`,
    text: rulePage(rule, seen.get(rule.id) ?? []),
  }));
  return [{ path: 'README.md', text: index(rules) }, ...pages];
}

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** How the index says where a rule can fire. */
function whereOf({ platform, origins }: LibraryRule): string {
  if (platform === 'windows') return 'Windows';
  const names = { ebpf: 'hosts', ebpfless: 'serverless', windows: 'Windows' } as const;
  return origins.map((origin) => names[origin]).join(', ');
}

function rulePage(rule: LibraryRule, recordings: readonly string[]): string {
  const { id, file, eventTypes, since, falsePositives, references } = rule;
  const { base, actions, silent } = rule.rule;
  const facts = [
    severityOf(rule),
    eventTypes.map((type) => `\`${type}\``).join(', '),
    whereOf(rule),
    `agents ${since} and newer`,
    `[${file}](../${file})`,
    '[all rules](README.md)',
  ];
  const links = [...attackLinks(rule), ...references.map((url) => `<${url}>`)];
  return document([
    `# ${id}`,
    facts.join(' · '),
    base.value.description?.value ?? '',
    ['```secl', base.value.expression?.value ?? '', '```'].join('\n'),
    ...(actions.length === 0 ? [] : [actionsText(rule)]),
    ...(silent ? ['The rule is silent: agents send nothing when it matches.'] : []),
    '## What else triggers it',
    falsePositives,
    '## Tests',
    testsText(rule, recordings),
    '## References',
    links.map((link) => `- ${link}`).join('\n'),
  ]);
}

function testsText({ file }: LibraryRule, recordings: readonly string[]): string {
  const tests = file.replace(/^.*\/(.*)\.policy$/, 'tests/$1_test.yaml');
  const links = recordings.map((path) => `[${path}](../recordings/${path})`).join(', ');
  return `What triggers it and what does not: [${tests}](../${tests}).${links === '' ? '' : ` Seen in ${links}.`}`;
}

const kinds = ['set', 'kill', 'hash', 'coredump', 'log'] as const;

function actionsText({ rule }: LibraryRule): string {
  const said = rule.actions.map(({ value }) => {
    const where = value.filter === undefined ? '' : ` where \`${value.filter.value}\``;
    const kind = kinds.find((name) => value[name] !== undefined) ?? 'nothing';
    return `\`${kind}\`${value.set === undefined ? '' : ` of the variable \`${value.set.name?.value}\``}${where}`;
  });
  return `When it matches, agents also perform ${said.join(', ')}.`;
}

/** Tactic and techniques of a rule, as links to the pages of ATT&CK. */
function attackLinks(rule: LibraryRule): readonly string[] {
  const { tactics, techniques } = attack();
  const page = 'https://attack.mitre.org';
  const { tactic, technique, sub } = attackOf(rule);
  const ofTechnique = (id: string): string =>
    `[${id} ${techniques.get(id)?.name ?? ''}](${page}/techniques/${id.replace('.', '/')}/)`;
  return [
    `[${tactic} ${tactics.get(tactic) ?? ''}](${page}/tactics/${tactic}/)`,
    ofTechnique(technique),
    ...(sub === undefined ? [] : [ofTechnique(sub)]),
  ];
}

function index(rules: readonly LibraryRule[]): string {
  const head =
    `${rules.length} rules. Each has a page with its expression, where it can fire, and what else triggers it. ` +
    'The other way round: [what of ATT&CK they see](#attck).';
  const files = [...new Set(rules.map(({ file }) => file))].sort();
  const chapters = files.flatMap((file) => [
    `### [${file}](../${file})`,
    table(
      ['rule', 'severity', 'event', 'where', 'what it means'],
      rules
        .filter((rule) => rule.file === file)
        .map((rule) => [
          `[\`${rule.id}\`](${rule.id}.md)`,
          severityOf(rule),
          rule.eventTypes.length > 1 ? 'several' : (rule.eventTypes[0] ?? ''),
          whereOf(rule),
          rule.rule.base.value.description?.value ?? '',
        ]),
    ),
  ]);
  return document([
    '# The rules',
    head,
    counts(rules),
    '## By policy',
    ...chapters,
    '## ATT&CK',
    `[attack-navigator.json](../${navigatorFile}) is the same as a layer for the ATT&CK Navigator.`,
    coverage(rules),
  ]);
}

function counts(rules: readonly LibraryRule[]): string {
  const places = ['hosts', 'serverless', 'Windows'];
  const rows = severities.map((severity) => [
    severity,
    ...places.map((place) =>
      String(
        rules.filter((rule) => severityOf(rule) === severity && whereOf(rule).split(', ').includes(place))
          .length,
      ),
    ),
  ]);
  return table(['severity', ...places], rows);
}

/** Which techniques have a rule, by tactic in the order of ATT&CK's ids. */
function coverage(rules: readonly LibraryRule[]): string {
  const { tactics, techniques } = attack();
  const rows = [...tactics].flatMap(([tacticId, tactic]) => {
    const own = techniquesOf(rules.filter((rule) => attackOf(rule).tactic === tacticId));
    return [...own].map(([id, seeing], at) => [
      at === 0 ? `${tacticId} ${tactic}` : '',
      `${id} ${techniques.get(id)?.name ?? ''}`,
      seeing.map((rule) => `[\`${rule.id}\`](${rule.id}.md)`).join(' '),
    ]);
  });
  return table(['tactic', 'technique', 'rules'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

const document = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
