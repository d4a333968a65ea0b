/**
 * YAML into records, item by item: `hosts:` and `tasks:` with a list each, or a list alone. An item is read for itself,
 * so anchors of another item mean nothing, and a mistake loses one item.
 */
import { forAnyone, isNull, type Node, readYaml } from '@secl/text';
import type { InventoryRecord, Splitter } from './input.ts';

const noItem = 'it is no item of a list; a CSV begins with the names of its columns';

export function yamlSplitter(): Splitter {
  let rest = '';
  let line = 0;
  let item: string[] = [];
  let itemLine = 0;
  let indent: number | undefined;

  const finish = (): readonly InventoryRecord[] => {
    const lines = item;
    item = [];
    return lines.length === 0 ? [] : [readItem(lines, itemLine)];
  };

  const take = (text: string): readonly InventoryRecord[] => {
    line++;
    if (/^\s*(#.*)?$/.test(text) || /^(---|\.\.\.|%YAML)/.test(text)) {
      if (item.length > 0) item.push(/^\s/.test(text) ? text : '');
      return [];
    }
    const [, blanks = '', dash] = /^( *)(-(?=\s|$))?/.exec(text) ?? [];
    if (dash !== undefined && (indent === undefined || blanks.length === indent)) {
      const done = finish();
      indent = blanks.length;
      itemLine = line;
      item = [`${blanks} ${text.slice(blanks.length + 1)}`];
      return done;
    }
    if (item.length > 0 && blanks.length > (indent ?? 0)) {
      item.push(text);
      return [];
    }
    const done = finish();
    indent = undefined;
    // Keys at the top: those of lists, and what stands beside them, as in what kubectl prints.
    if (/^(?:[\w-]+:(?:\s.*)?$|\s)/.test(text)) return done;
    return [...done, { ok: false, reason: noItem, line }];
  };

  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      return lines.flatMap((each) => take(each.replace(/\r$/, '')));
    },
    end() {
      const found = rest === '' ? [] : take(rest);
      rest = '';
      return [...found, ...finish()];
    },
  };
}

/** Most items are lines of a key and a plain value, which need no parser. */
const plainLine = /^ *([A-Za-z_][\w-]*): +([A-Za-z0-9_./][\w./@+-]*(?::[\w./@+-]+)*) *$/;

function readItem(lines: readonly string[], line: number): InventoryRecord {
  const plain: [string, string][] = [];
  let inner: number | undefined;
  for (const text of lines) {
    if (text.trim() === '') continue;
    const match = plainLine.exec(text);
    const depth = text.search(/\S/);
    inner ??= depth;
    if (match === null || depth !== inner) return readWhole(lines, line);
    plain.push([match[1] ?? '', match[2] ?? '']);
  }
  return { ok: true, value: Object.fromEntries(plain), line };
}

function readWhole(lines: readonly string[], line: number): InventoryRecord {
  const text = `${lines.join('\n')}\n`;
  const { root, problems } = readYaml('item', text);
  const [problem] = forAnyone(problems).filter(({ severity }) => severity === 'error');
  if (problem !== undefined) return { ok: false, reason: problem.message, line };
  return { ok: true, value: root === undefined ? null : plainValue(root), line };
}

/** Scalars by their source text: which of them is a number or a boolean is asked by the key. */
function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'mapping':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [key.kind === 'scalar' ? key.value : '', plainValue(value)]),
      );
    case 'sequence':
      return node.items.map(plainValue);
    case 'scalar':
      return isNull(node) ? null : node.value;
    default:
      return null;
  }
}
