import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { HclWasm } from '../hcl/parser.ts';

/**
 * The files that HCL's parser is made of: beside this module in a bundle, else in their packages. A bundle's own come
 * first, as what is installed around it may be of other versions.
 */
export async function hclWasm(): Promise<HclWasm> {
  const [core, grammar] = await Promise.all([
    read('web-tree-sitter.wasm', () => import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    read('tree-sitter-hcl.wasm', () =>
      import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'),
    ),
  ]);
  return { core, grammar };
}

function read(name: string, inPackage: () => string): Promise<Uint8Array> {
  return readFile(new URL(name, import.meta.url)).catch(() => readFile(fileURLToPath(inPackage())));
}
