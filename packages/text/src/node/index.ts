export { nodeFileSystem } from './node-file-system.ts';
export { writeFileAtomically } from './write-atomically.ts';
