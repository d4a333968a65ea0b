/** Puts the keys of rules and macros into the order in which people read them. Nothing that agents read changes. */
import { type CarriedPolicy, readPolicy } from '@secl/policy';
import { applyEdits, type Edit } from '@secl/text';
import type { CodeAction } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { editorEdits, workspaceEdit } from '../view/places.ts';
import type { Item } from '../workspace/set-snapshot.ts';
import { editAt, linesOfItem } from './refactor/refactoring.ts';

/** What it is, whom it is for, what it asks, what comes of it. */
const usual = [
  'id',
  'description',
  'version',
  'agent_version',
  'filters',
  'disabled',
  'combine',
  'override_options',
  'expression',
  'values',
  'every',
  'limiter_token',
  'silent',
  'group_id',
  'priority',
  'tags',
  'product_tags',
  'actions',
];

export const organiseKind = 'source.organize.secl';

export function organiseAction(context: DocumentContext): CodeAction | undefined {
  const { folder, document, sets } = context;
  const [set] = sets;
  if (set === undefined) return undefined;
  const edits = set.carried
    .filter(({ home }) => home.document === document.path)
    .flatMap((carried) =>
      editsOf(
        carried,
        set.items.filter((item) => item.carried === carried),
      ),
    );
  const written = edits.length === 0 ? undefined : editorEdits(folder, set, edits);
  if (written === undefined) return undefined;
  return { title: 'order the keys of rules and macros', kind: organiseKind, edit: workspaceEdit(written) };
}

function editsOf(carried: CarriedPolicy, items: readonly Item[]): readonly Edit[] {
  const edits = items.flatMap((item) => ordered(item) ?? []);
  const { text, file } = carried;
  const after = applyEdits(
    text,
    edits.map((edit) => ({ range: edit.location.range, text: edit.text })),
  );
  const same = saidBy(readPolicy(file.name, after)) === saidBy(readPolicy(file.name, text));
  return same ? edits : [];
}

function ordered(item: Item): Edit | undefined {
  const lines = linesOfItem(item);
  if (lines === undefined) return undefined;
  const { range, column, lineBreak } = lines;
  const source = item.carried.text.slice(range.start, range.end);
  // What an alias means depends on what stands before it.
  if (/(?:^|[\s[{,])[&*][\w-]|<<:/.test(source)) return undefined;
  const blocks = blocksOf(source.split(lineBreak), column);
  if (blocks === undefined) return undefined;
  const rank = ({ key }: Block): number => {
    const at = usual.indexOf(key);
    return at === -1 ? usual.length : at;
  };
  const sorted = [...blocks].sort((a, b) => rank(a) - rank(b));
  if (sorted.every((block, index) => block === blocks[index])) return undefined;
  const dash = source.slice(0, column);
  const text = sorted
    .flatMap(({ lines: own }) => own)
    .map((line, index) => (index === 0 ? dash + line.slice(column) : line))
    .join(lineBreak);
  // A comment above what comes first now has no dash to stand behind.
  return /^\s*#/.test(text.slice(column)) ? undefined : editAt(item, range, text);
}

interface Block {
  readonly key: string;
  /** With the comments and the empty lines above it, and blanks in place of the dash. */
  readonly lines: readonly string[];
}

/** The lines of each key; undefined where something else stands in their column. */
function blocksOf(lines: readonly string[], column: number): readonly Block[] | undefined {
  const blocks: { key: string; lines: string[] }[] = [];
  let above: string[] = [];
  for (const [index, given] of lines.entries()) {
    const line = index === 0 ? ' '.repeat(column) + given.slice(column) : given;
    const indent = line.search(/\S/);
    const last = blocks.at(-1);
    const [, key] = /^ *([\w$-]+):(?:\s|$)/.exec(line) ?? [];
    if (indent === column && key !== undefined) {
      blocks.push({ key, lines: [...above, line] });
      above = [];
    } else if (indent === -1 || (indent === column && line.startsWith('#', column))) above.push(line);
    else if (last !== undefined && (indent > column || line.startsWith('- ', column))) {
      last.lines.push(...above, line);
      above = [];
    } else return undefined;
  }
  return above.length > 0 ? undefined : blocks;
}

/** What a policy says, without places. */
function saidBy({ macros, rules, problems, version }: ReturnType<typeof readPolicy>): string {
  const said = { macros, rules, problems: problems.map(({ code, message }) => [code, message]), version };
  return JSON.stringify(said, (key, value: unknown) => {
    if (['range', 'offset', 'scalar', 'map'].includes(key)) return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}
