import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { HclParser, HclWasm, SyntaxNode } from './parser.ts';
import { type Squeezed, squeezed } from './squeezed.ts';

/** The only caller of the library. It takes its own file as bytes only by this name, which its types leave out. */
export async function startTreeSitter({ core, grammar }: HclWasm): Promise<HclParser> {
  // Without a name for its file it makes an address of where its module lies, which a script in a worker does not know.
  const files = { wasmBinary: core, locateFile: (name: string) => name };
  await Parser.init(files as Parameters<typeof Parser.init>[0]);
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return {
    parse(text) {
      const { text: short, toWhole } = squeezed(text);
      const tree = parser.parse(short);
      if (tree === null) throw new Error('the parser has no language');
      const cursor = tree.walk();
      try {
        return plainTree(cursor, toWhole);
      } finally {
        cursor.delete();
        tree.delete();
      }
    },
  };
}

interface OpenNode extends SyntaxNode {
  readonly children: OpenNode[];
}

const nodeAt = (cursor: TreeCursor, toWhole: Squeezed['toWhole']): OpenNode => ({
  type: cursor.nodeType,
  start: toWhole(cursor.startIndex),
  end: toWhole(cursor.endIndex),
  missing: cursor.nodeIsMissing,
  children: [],
});

/** Copies the tree out of the library's memory, without recursion. */
function plainTree(cursor: TreeCursor, toWhole: Squeezed['toWhole']): SyntaxNode {
  const root = nodeAt(cursor, toWhole);
  const parents: OpenNode[] = [];
  let current = root;
  for (;;) {
    if (cursor.gotoFirstChild()) {
      parents.push(current);
    } else {
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return root;
        parents.pop();
      }
    }
    current = nodeAt(cursor, toWhole);
    parents.at(-1)?.children.push(current);
  }
}
