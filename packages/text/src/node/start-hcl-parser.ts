import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type HclParser, startHcl } from '../hcl/parser.ts';

/** Starts the parser of HCL with the files of its two packages, or of the bundle that this is part of. */
export async function startHclParser(): Promise<HclParser> {
  const [core, grammar] = await Promise.all([
    read('web-tree-sitter.wasm', () => import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    read('tree-sitter-hcl.wasm', () =>
      import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'),
    ),
  ]);
  return startHcl({ core, grammar });
}

/** A bundle has its files beside it. They come first: what is installed around a bundle has other versions. */
async function read(name: string, inPackage: () => string): Promise<Uint8Array> {
  return readFile(new URL(`./${name}`, import.meta.url)).catch(() => readFile(fileURLToPath(inPackage())));
}
