import { parseJson } from '@secl/text';
import type { Base } from './base.ts';
import type { Inputs } from './inputs.ts';
import { numberAt, valueAt } from './json-at.ts';
import { type Outcome, outcome, targets } from './lint.ts';
import type { World } from './world.ts';

/** What a change of rules means, as `secl diff` tells it. */
export interface DiffReport {
  /** The kinds of change that there are: packages/cli/schema/diff.schema.json. Empty where nothing differs. */
  readonly kinds: readonly string[];
  /** The report as Markdown, without its title. */
  readonly markdown: string;
}

/** Nothing where there is nothing to compare with. */
export async function diff(
  world: World,
  inputs: Inputs,
  base: Base,
  cwd: string,
): Promise<Outcome<DiffReport> | undefined> {
  if (!inputs.diff || base.kind !== 'commit') return undefined;
  const args = (format: string): readonly string[] => [
    'diff',
    `--format=${format}`,
    ...targets(inputs),
    ...inputs.recordings.map((path) => `--recording=${path}`),
    ...(inputs.failOnChange === '' ? [] : [`--fail-on=${inputs.failOnChange}`]),
    '--',
    base.id,
    ...inputs.paths,
  ];
  const kinds = await outcome(world, args('json'), cwd, kindsOf);
  if (kinds.kind === 'failed') return kinds;
  if (kinds.report.length === 0) return { ...kinds, report: { kinds: [], markdown: '' } };
  const { stdout } = await world.secl(args('markdown'), cwd);
  // The page has its own title, and who reads it knows what is compared.
  const markdown = stdout.replace(/^### .*\n+/, '').replace(/^\w+ → the working tree\n+/m, '');
  return { ...kinds, report: { kinds: kinds.report, markdown: markdown.trim() } };
}

function kindsOf(stdout: string): readonly string[] | undefined {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, 'schemaVersion') !== 1) return undefined;
  const kinds = valueAt(parsed.value, 'kinds');
  return Array.isArray(kinds) ? kinds.map(String) : undefined;
}
