import {
  type ItemTree,
  isNull,
  type Location,
  type Mapping,
  type Node,
  type Problem,
  readChunked,
  type TopEntry,
} from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import type { MacroDefinition, PolicyFile, RuleDefinition } from './definitions.ts';
import { didYouMean, type Notes } from './fields-of.ts';
import { readMacro, readRule } from './items.ts';
import { newReadMemory, once, type ReadMemory } from './read-memory.ts';
import { withoutEchoes } from './without-echoes.ts';

/** What is read of them is a text. */
const textKeys = ['version', 'type', 'replace_policy_id'];
/** Blanks and comments only: not even an empty document. */
const nothingSaid = /^\ufeff?(?:\s|#[^\r\n]*)*$/;
const directive = /^\ufeff?(?:\s|#[^\r\n]*[\r\n])*(%(?!YAML[ \t]+1\.1\s|TAG\s)[^\r\n]*)/;
const scalarKeys = [...textKeys, 'description'];
const topKeys = [...scalarKeys, 'macros', 'rules', 'hook_points'];

/** The name without its folders: `default.policy` is of the kind `default`, all others are `custom`. */
export function kindOf(name: string): 'default' | 'custom' {
  return /(?:^|[\\/])default\.policy$/.test(name) ? 'default' : 'custom';
}

/**
 * Reads one policy file. Never fails: what agents would not read is in `unreadable`, and what could be read all the
 * same is there for editors and for explanations. With a `memory` only items whose text changed are read. `leaveOut`: items
 * that are not to be read, by where they start.
 */
export function readPolicy(
  name: string,
  text: string,
  kind = kindOf(name),
  memory: ReadMemory = newReadMemory(),
  leaveOut?: (start: number) => boolean,
): PolicyFile {
  const yaml = readChunked(name, text, memory.yaml, leaveOut);
  memory.yaml = yaml;
  const problems: Problem[] = [...yaml.problems];
  const losing: Problem[] = yaml.problems.filter((each) => each.severity === 'error');
  const lose = (found: Problem): void => {
    problems.push(found);
    losing.push(found);
  };
  const whole: Location = { document: name, range: { start: 0, end: 0 } };
  if (losing.length === 0 && yaml.entries.length === 0) {
    const root = yaml.root();
    const empty = root === undefined || isNull(root);
    if (empty && nothingSaid.test(text))
      lose(problem('policy/unreadable', whole, { reason: 'it is empty' }, { agent: 'EOF' }));
    else if (!empty && root.kind !== 'mapping') {
      lose(
        problem(
          'policy/unreadable',
          whole,
          { reason: 'it is no mapping with `rules`' },
          { agent: 'yaml: unmarshal errors:' },
        ),
      );
    }
  }
  const strange = directive.exec(text)?.[1];
  if (strange !== undefined) {
    const reason = `it begins with \`${strange}\`, and they read YAML 1.1`;
    lose(
      problem('policy/unreadable', whole, { reason }, { agent: 'yaml: found incompatible YAML document' }),
    );
  }
  const said = readEntries(name, yaml.entries, { problems, losing }, memory);
  const unreadable = losing[0];
  return { name, kind, ...said, problems: withoutEchoes(problems, text), unreadable };
}

/** The same of a policy that has never been a text of YAML: places are those of its nodes. */
export function readPolicyTree(name: string, root: Mapping, kind: PolicyFile['kind']): PolicyFile {
  const found: Found = { problems: [], losing: [] };
  const entries = root.entries.map(({ key, value }): TopEntry => {
    const item = { offset: 0, tree: { node: value, problems: [] } };
    return { key, value: { kind: 'single', item } };
  });
  const said = readEntries(name, entries, found, newReadMemory());
  return { name, kind, ...said, problems: found.problems, unreadable: found.losing[0] };
}

/** What is wrong, and what of it loses the file. */
interface Found {
  readonly problems: Problem[];
  readonly losing: Problem[];
}

function readEntries(
  name: string,
  entries: readonly TopEntry[],
  { problems, losing }: Found,
  memory: ReadMemory,
): Pick<PolicyFile, 'version' | 'macros' | 'rules'> {
  const macros: MacroDefinition[] = [];
  const rules: RuleDefinition[] = [];
  let version = '';
  const lose = (found: Problem): void => {
    problems.push(found);
    losing.push(found);
  };
  for (const entry of entries) {
    const key = entry.key.value;
    if (textKeys.includes(key)) {
      const text = textOf(name, entry, lose);
      if (key === 'version') version = text;
    } else if (key === 'rules')
      readList(name, entry, problems, losing, (mapping, offset, noteAt) =>
        rules.push(once(memory.rules, mapping, offset, noteAt, readRule)),
      );
    else if (key === 'macros')
      readList(name, entry, problems, losing, (mapping, offset, noteAt) =>
        macros.push(once(memory.macros, mapping, offset, noteAt, readMacro)),
      );
    else if (!topKeys.includes(key)) {
      problems.push(
        problem(
          'policy/unknown-key',
          { document: name, range: entry.key.range },
          { key, what: 'a policy', hint: didYouMean(key, keysFor(entry)) },
        ),
      );
    }
  }
  return { version, macros, rules };
}

/**
 * The keys that may have been meant: none that holds a list where a text or a number stands. An alert of Falco has a `rule`,
 * which is a name.
 */
function keysFor({ value }: TopEntry): readonly string[] {
  const node = value.kind === 'single' ? value.item.tree.node : undefined;
  if (node === undefined || isNull(node)) return topKeys;
  return node.kind === 'scalar' ? scalarKeys : topKeys.filter((key) => !scalarKeys.includes(key));
}

/** A list or a mapping where a text is due loses the file. */
function textOf(name: string, { key, value }: TopEntry, lose: (found: Problem) => void): string {
  const node = value.kind === 'single' ? value.item.tree.node : undefined;
  if (node === undefined || node.kind === 'sequence' || node.kind === 'mapping') {
    const range = value.kind === 'single' ? value.item.tree.node.range : value.range;
    const offset = value.kind === 'single' ? value.item.offset : 0;
    const values = { key: key.value, expected: 'a text', found: `a ${node?.kind ?? 'sequence'}` };
    const agent = 'yaml: unmarshal errors: cannot unmarshal into string';
    lose(problem('policy/wrong-type', placeIn(name, offset, range), values, { agent }));
    return '';
  }
  return node.kind === 'scalar' && !isNull(node) ? node.value : '';
}

type ReadItem = (mapping: Mapping, offset: number, noteAt: (offset: number) => Notes) => void;

function readList(
  name: string,
  entry: TopEntry,
  problems: Problem[],
  losing: Problem[],
  readItem: ReadItem,
): void {
  const key = entry.key.value;
  const noteAt = (offset: number): Notes => ({
    note(code, range, values, agent) {
      const found = problem(code, placeIn(name, offset, range), values, { agent });
      problems.push(found);
      if (code === 'policy/wrong-type' || code === 'policy/duration') losing.push(found);
    },
  });
  const items: readonly { offset: number; tree: ItemTree }[] =
    entry.value.kind === 'items'
      ? entry.value.items
      : itemsOf(entry.value.item.tree.node, entry.value.item.offset, key, noteAt);
  for (const { offset, tree } of items) {
    const { node } = tree;
    if (node.kind === 'mapping') readItem(node, offset, noteAt);
    else if (isNull(node)) noteAt(offset).note('policy/empty-item', node.range, { key });
    else
      noteAt(offset).note(
        'policy/wrong-type',
        node.range,
        { key, expected: 'a list of mappings', found: `a ${node.kind}` },
        'yaml: unmarshal errors:',
      );
  }
}

/** A list that the chunked reader took as one value. */
function itemsOf(
  node: Node,
  offset: number,
  key: string,
  noteAt: (offset: number) => Notes,
): { offset: number; tree: ItemTree }[] {
  if (node.kind === 'sequence')
    return node.items.map((item) => ({ offset, tree: { node: item, problems: [] } }));
  if (!isNull(node))
    noteAt(offset).note(
      'policy/wrong-type',
      node.range,
      { key, expected: 'a list', found: `a ${node.kind}` },
      'yaml: unmarshal errors:',
    );
  return [];
}
