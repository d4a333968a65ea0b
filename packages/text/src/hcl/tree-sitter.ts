import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { HclParser, HclWasm, SyntaxNode } from './parser.ts';

/** The only caller of the library. It takes its own file as bytes only by this name, which its types leave out. */
export async function startTreeSitter({ core, grammar }: HclWasm): Promise<HclParser> {
  await Parser.init({ wasmBinary: core } as Parameters<typeof Parser.init>[0]);
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return {
    parse(text) {
      // Steps are counted and not timed: the same text gives the same tree. What is right takes far fewer.
      let steps = 200 + text.length / 100;
      const tree = parser.parse(text, null, { progressCallback: () => --steps < 0 });
      if (tree === null) {
        parser.reset();
        return { type: 'ERROR', start: 0, end: text.length, missing: false, children: [] };
      }
      const cursor = tree.walk();
      try {
        return plainTree(cursor);
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

const nodeAt = (cursor: TreeCursor): OpenNode => ({
  type: cursor.nodeType,
  start: cursor.startIndex,
  end: cursor.endIndex,
  missing: cursor.nodeIsMissing,
  children: [],
});

/** Copies the tree out of the library's memory, without recursion. */
function plainTree(cursor: TreeCursor): SyntaxNode {
  const root = nodeAt(cursor);
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
    current = nodeAt(cursor);
    parents.at(-1)?.children.push(current);
  }
}
