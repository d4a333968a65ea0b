export { nodeFileSystem } from './node-file-system.ts';
export { startHclParser } from './start-hcl-parser.ts';
export { writeFileAtomically } from './write-atomically.ts';
