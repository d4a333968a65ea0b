/** What was read, put together as policies: rules that stand one by one go by the policy that they are in. */
import type { Comment, Location, Range } from '@secl/text';
import type { MacroDefinition, PolicyFile, RuleDefinition } from '../../read/definitions.ts';
import type { CarriedPolicy, CarrierKind, IgnoredKey } from '../carried.ts';
import { policyType } from '../carrier-of.ts';
import { fromPlan } from '../left-out.ts';
import { type AboutPolicy, aboutOf } from './about-policy.ts';
import type { Change } from './conversion.ts';

/** A policy to write, from one or several files. */
export interface SourcePolicy {
  /** Without `.policy`; unique among the policies of one conversion. */
  readonly name: string;
  /** What people call it: as the user says, or as the policy does itself. */
  readonly title: string;
  readonly about: AboutPolicy | undefined;
  /** Its text where a policy file says it as a whole: that is what other files of text carry, too. */
  readonly text: string | undefined;
  readonly isDefault: boolean;
  readonly macros: readonly Defined<MacroDefinition>[];
  readonly rules: readonly Defined<RuleDefinition>[];
  /** What reading left out, and comments that stand at no definition. */
  readonly changes: readonly Change[];
  /** The place of the policy itself. */
  readonly place: Location;
}

/** A definition with the file it is in and the comments that go with it: those inside of it, and in front of it. */
export interface Defined<Definition> {
  readonly definition: Definition;
  readonly file: PolicyFile;
  readonly comments: readonly { readonly text: string; readonly place: Location }[];
}

/** A policy as it was read, with the comments of its text. */
export interface ConversionSource {
  readonly carried: CarriedPolicy;
  readonly comments: readonly Comment[];
}

export function sourcePolicies(
  sources: readonly ConversionSource[],
  name: string | undefined,
): readonly SourcePolicy[] {
  const groups = new Map<string, ConversionSource[]>();
  for (const source of sources) {
    const key = groupOf(source.carried);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  const taken = new Set<string>();
  const owned = ownComments(sources);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const wanted = groups.size === 1 && name !== undefined ? name : nameOf(first.carried);
    const file = unique(fileName(wanted), taken);
    const about = aboutOf(group.map(({ carried }) => carried));
    const title = (groups.size === 1 ? name : undefined) ?? about?.name ?? file;
    return policyOf(group, first, { name: file, title, about }, owned);
  });
}

function policyOf(
  group: readonly ConversionSource[],
  { carried }: ConversionSource,
  names: Pick<SourcePolicy, 'name' | 'title' | 'about'>,
  owned: ReadonlyMap<object, readonly Comment[]>,
): SourcePolicy {
  const defined =
    <Definition extends object>(file: PolicyFile) =>
    (definition: Definition): Defined<Definition> => ({
      definition,
      file,
      comments: (owned.get(definition) ?? []).map(({ text, range }) => ({
        text,
        place: { document: file.name, range },
      })),
    });
  return {
    ...names,
    text: textOf(group),
    isDefault: carried.file.kind === 'default',
    macros: group.flatMap(({ carried: { file } }) => file.macros.map(defined(file))),
    rules: group.flatMap(({ carried: { file } }) => file.rules.map(defined(file))),
    changes: group.flatMap(changesOf),
    place: { document: carried.file.name, range: { start: 0, end: 0 } },
  };
}

const ofText: ReadonlySet<string> = new Set(['policy', 'configmap', 'helm', 'archive']);

/** Text that nothing was taken out of; where a template had a part in it, its definitions are what there is. */
function textOf([only, more]: readonly ConversionSource[]): string | undefined {
  if (only === undefined || more !== undefined) return undefined;
  const { carrier, text, home } = only.carried;
  const embeds = carrier === 'configmap' || carrier === 'helm';
  // What embeds policies and has none is no text of a policy.
  const isWhole = !home.readOnly && (home.scalar !== undefined || !embeds);
  // Line ends are YAML's own business, and a mark of the encoding is none of the policy's.
  return ofText.has(carrier) && isWhole ? text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n') : undefined;
}

function changesOf({ carried }: ConversionSource): readonly Change[] {
  const { file, ignored, notStatic, leftOut = [], carrier } = carried;
  const at = (range: Range): Location => ({ document: file.name, range });
  return [
    ...unread(carried).map(
      ({ key, range, rule = '' }): Change => ({
        kind: 'lost',
        subject: rule,
        key,
        message: `\`${key}\` is left out: only ${inWords[carrier] ?? 'its file'} has it`,
        place: at(range),
      }),
    ),
    // Of a policy that is left out as a whole there is only the problem.
    ...file.problems
      .filter(
        ({ code, message }) =>
          code === 'policy/not-static' && /polic(?:y is|ies are) left out$/.test(message),
      )
      .map(({ message, place }): Change => ({ kind: 'lost', subject: '', key: 'policy', message, place })),
    ...notStatic.map(
      ({ id, range }): Change => ({
        kind: 'lost',
        subject: id ?? '',
        key: 'rule',
        message: `${id === undefined ? 'a rule' : 'it'} is left out: what it says is known only when ${toolOf(carrier)}`,
        place: at(range),
      }),
    ),
    ...leftOut.map(
      ({ key, range, message, rule = '' }): Change => ({
        kind: 'lost',
        subject: rule,
        key,
        message,
        place: at(range),
      }),
    ),
    ...ignored.map(
      ({ key, range, rule = '' }): Change => ({
        kind: 'lost',
        subject: rule,
        key,
        message: `\`${key}\` is left out: it is not part of a rule in ${inWords[carrier] ?? 'its file'}`,
        place: at(range),
      }),
    ),
  ];
}

/** What a carrier holds beside policies, and so is read by nobody here. */
function unread({ carrier, file, home }: CarriedPolicy): readonly IgnoredKey[] {
  const [only] = file.rules;
  if (carrier === 'rule-file')
    return keysIn(home.text, { start: 0, end: home.text.length }, /^(tests)[ \t]*:/gm, only?.id?.value);
  if (carrier !== 'api') return [];
  return file.rules.flatMap(({ range, id }) =>
    keysIn(
      home.text,
      range,
      /"(blocking|monitoring|disabled|metadata)"(?=\s*:\s*(?:\[\s*[^\]\s]|\{))/g,
      id?.value,
    ),
  );
}

function keysIn(
  text: string,
  { start, end }: Range,
  pattern: RegExp,
  rule: string | undefined,
): readonly IgnoredKey[] {
  return [...text.slice(start, end).matchAll(pattern)].map(({ index, 1: key = '' }) => {
    const at = start + index + (text[start + index] === '"' ? 1 : 0);
    return { key, rule, range: { start: at, end: at + key.length } };
  });
}

const inWords: Readonly<Record<string, string>> = {
  terraform: 'Terraform',
  'terraform-json': 'Terraform',
  'terraform-plan': 'Terraform',
  api: 'the API',
  'rule-file': 'a rule file',
};

const toolOf = (carrier: CarrierKind): string =>
  ['terraform', 'terraform-json', 'terraform-object'].includes(carrier)
    ? `Terraform runs; ${fromPlan}`
    : 'its tool runs';

/** What becomes one policy. */
function groupOf({ carrier, group, file, home }: CarriedPolicy): string {
  switch (carrier) {
    case 'terraform':
    case 'terraform-json':
    case 'terraform-plan':
    case 'api':
      // Rules without a policy in different files have nothing to do with each other.
      return `${carrier} ${group === '' ? `in ${home.document}` : group}`;
    case 'rule-file':
      return `rule files of ${home.document.replace(/[^/]*$/, '')}`;
    default:
      return `policy ${file.name}`;
  }
}

function nameOf({ carrier, group, file, home }: CarriedPolicy): string {
  switch (carrier) {
    case 'rule-file':
      return home.document.split('/').at(-2) ?? 'rules';
    case 'policy':
    case 'archive':
      return stem(file.name);
    case 'configmap':
    case 'helm':
    case 'terraform-object': {
      const key = file.name.slice(file.name.indexOf('#') + 1).replace(/\(\d+\)$/, '');
      return stem(key);
    }
    default: {
      const [, label] = new RegExp(`${policyType}\\.([\\w-]+)$`).exec(group) ?? [];
      return label ?? (carrier === 'api' && group !== '' ? group : stem(home.document));
    }
  }
}

const stem = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.(?:policy|tf\.json|tf|json|ya?ml|macro)$/, '');

/** Letters that file names, keys of ConfigMaps and addresses in Terraform have in common. */
function fileName(name: string): string {
  const plain = name
    .replace(/\.policy$/, '')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[._-]+|[._-]+$/g, '');
  return plain === '' ? 'custom' : plain;
}

/** The name, with a number where it is taken; `taken` is added to. */
export function unique(name: string, taken: Set<string>): string {
  let found = name;
  for (let count = 2; taken.has(found); count++) found = `${name}_${count}`;
  taken.add(found);
  return found;
}

/** Comments by the definition that they go with. In one file several policies may have theirs. */
function ownComments(sources: readonly ConversionSource[]): ReadonlyMap<object, readonly Comment[]> {
  const files = new Map<string, { text: string; comments: readonly Comment[]; items: Item[] }>();
  for (const { carried, comments } of sources) {
    const { file, home, text } = carried;
    const document = text === home.text ? home.document : file.name;
    const known = files.get(document) ?? { text, comments, items: [] };
    files.set(document, known);
    for (const definition of [...file.macros, ...file.rules])
      known.items.push({ definition, end: definition.offset + definition.range.end });
  }
  const owned = new Map<object, Comment[]>();
  for (const { text, comments, items } of files.values()) {
    items.sort((a, b) => a.end - b.end);
    let next = 0;
    // Comments come in file order, so what ends before one ends before the others, too.
    for (const comment of comments) {
      const { start } = comment.range;
      while ((items[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
      const before = items[next - 1];
      const behind = before !== undefined && !text.slice(before.end, start).includes('\n');
      const item = behind ? before : (items[next] ?? before);
      if (item === undefined) continue;
      owned.set(item.definition, [...(owned.get(item.definition) ?? []), comment]);
    }
  }
  return owned;
}

interface Item {
  readonly definition: object;
  readonly end: number;
}
