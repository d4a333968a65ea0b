import type { Importer } from '../../importer.ts';
import { blockSplitter, isCapture } from './blocks.ts';
import { coverage } from './coverage.ts';
import { scapReader } from './reader.ts';

/** Captures of Falco and sysdig (`sysdig -w FILE`), read without either of them. */
export const scap: Importer = {
  id: 'scap',
  title: 'Falco and sysdig captures',
  fills: coverage,
  // No text is one.
  recognise: () => 0,
  blocks: { recognise: isCapture, split: blockSplitter },
  open: scapReader,
};
