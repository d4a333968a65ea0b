import { type HclParser, startHcl } from '../hcl/parser.ts';

/** Starts the parser of HCL. Costs about 30 ms, so callers wait with it until there is a file to read. */
export async function startHclParser(): Promise<HclParser> {
  // A module of its own, which a bundler that splits code puts beside the files that it looks for.
  const { hclWasm } = await import('./hcl-wasm.ts');
  return startHcl(await hclWasm());
}
