import type { Catalogue, Comparison, Field } from '@secl/model';
import { forMarkdown } from '@secl/text';
import type { TargetView } from '../workspace/set-snapshot.ts';
import { code, prose } from './markdown.ts';
import { agentsWith } from './versions.ts';

const single = { string: 'string', int: 'integer', bool: 'truth value', ip: 'IP address' } as const;
const several = { string: 'strings', int: 'integers', bool: 'truth values', ip: 'IP addresses' } as const;

export function typeWords({ type, array, iterator }: Field): string {
  if (iterator !== null) return `${several[type]}, one for each of ${iterator}`;
  return array ? `list of ${several[type]}` : single[type];
}

/** How its texts are compared, for whoever has to write a value. */
const comparisons: Readonly<Record<Comparison, string>> = {
  plain: 'case counts; in `~"…"` a `*` is any run of characters, `/` too',
  symlinkPath: 'case counts; `~"…"` is a glob: `*` stays in its segment, a final `/**` is all below',
  symlinkName: 'case counts; of an executable the name of the symlink is compared too',
  caseInsensitive: 'case is ignored; in `~"…"` a `*` is any run of characters',
  windowsPath: 'case is ignored, `/` and `\\` are one; `~"…"` is a glob',
  dnsName: 'case is ignored; in `~"…"` a `*` is any run of characters',
  glob: 'case counts; `~"…"` is a glob: `*` stays in its segment, a final `/**` is all below',
  extension: 'case counts; with its dot',
  packetFilter: 'the text of a packet filter',
  onDemandName: 'the name of a hook',
};

export function comparisonWords(field: Field): string | undefined {
  const many = field.array ? 'holds when some value does; `!=` and `not in`, when none does' : undefined;
  const text = field.type === 'string' ? comparisons[field.comparison] : undefined;
  const words = [text, many].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join('; ');
}

/** All that is known of a field, as Markdown. */
export function fieldCard(
  name: string,
  field: Field,
  whole: Catalogue,
  views: readonly TargetView[],
): string {
  const legacy = name === field.name ? undefined : whole.legacy(name);
  const lines = [
    `**${code(name)}** · ${typeWords(field)}`,
    '',
    // Our own words, in which nothing is Markdown.
    whole.describe(field.name),
    '',
    ...(legacy === undefined ? [] : [`An old name of ${code(field.name)}.`, '']),
    `- ${eventWords(field)}`,
    `- ${agentsWith(field)}${targetWords(name, views)}`,
    ...comparisonLines(field),
    ...(field.constants === null ? [] : [`- constants: ${forMarkdown(field.constants)}`]),
    `- ${costWords(field, whole)}`,
    ...(field.lengthOf === null ? [] : [`- the length of ${code(field.lengthOf)}`]),
    ...(field.undocumented ? ['- not in the documentation of the product'] : []),
  ];
  return lines.join('\n');
}

function comparisonLines(field: Field): readonly string[] {
  const words = comparisonWords(field);
  return words === undefined ? [] : [`- compared: ${prose(words)}`];
}

export function eventWords({ event, restrictedTo }: Field): string {
  if (restrictedTo !== null) return `only with ${restrictedTo.map((type) => code(type)).join(', ')}`;
  return event === null ? 'with every event type' : `makes the rule one on ${code(event)}`;
}

/** The chosen targets that lack a name. */
function targetWords(name: string, views: readonly TargetView[]): string {
  const lacking = views.filter(({ facts }) => facts.field(name) === undefined);
  if (lacking.length === 0) return views.length === 1 ? '' : '; all targets have it';
  return `; **not on ${lacking.map(({ target }) => forMarkdown(target.name)).join(', ')}**`;
}

function costWords({ cost }: Field, { weights }: Catalogue): string {
  if (cost >= weights.iterator) return 'expensive: tried after everything else';
  if (cost >= weights.handler) return 'middling: looked up when a rule asks for it';
  return 'cheap: there with the event';
}
