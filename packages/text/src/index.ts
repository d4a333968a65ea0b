export * from './node.ts';
export * from './problem.ts';
export { textProblems } from './problems.ts';
export * from './span.ts';
export * from './typed.ts';
export { readChunked } from './yaml/read-chunked.ts';
export type { ChunkedYaml, ItemTree, PlacedItem, TopEntry, TopValue } from './yaml/read-chunked.ts';
export { readYaml } from './yaml/read-yaml.ts';
export type { YamlFile } from './yaml/read-yaml.ts';
