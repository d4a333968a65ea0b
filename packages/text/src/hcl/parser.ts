/** A node of the grammar's tree, as plain data. Offsets are UTF-16 code units of the text that was parsed. */
export interface SyntaxNode {
  /** A name of the grammar, or the token itself: `(`. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** What the parser made up to go on: nothing stands there. */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];
}

/** A started parser. Where it comes from: {@link startHcl}, or `startHclParser` of `@secl/text/node`. */
export interface HclParser {
  /** Synchronous and without memory: the same text gives the same tree. */
  parse(text: string): SyntaxNode;
}

export interface HclWasm {
  /** `web-tree-sitter.wasm` of the package `web-tree-sitter`. */
  readonly core: Uint8Array;
  /** `tree-sitter-hcl.wasm` of the package `@tree-sitter-grammars/tree-sitter-hcl`. */
  readonly grammar: Uint8Array;
}

/**
 * Starts the parser of HCL, which is WebAssembly and therefore starts asynchronously, so that {@link readHcl} need
 * not. The caller brings the files: where they lie is not for a browser-safe room to know. Loads its code when called.
 */
export async function startHcl(wasm: HclWasm): Promise<HclParser> {
  const { startTreeSitter } = await import('./tree-sitter.ts');
  return startTreeSitter(wasm);
}
