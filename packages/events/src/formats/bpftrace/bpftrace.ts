import type { Importer } from '../../importer.ts';
import { coverage } from './coverage.ts';
import { readLine } from './line.ts';
import { bpftraceReader } from './reader.ts';

/** What the script of `secl record --with bpftrace` prints. */
export const bpftrace: Importer = {
  id: 'bpftrace',
  title: 'output of our bpftrace script',
  fills: coverage,
  recognise(firstLines) {
    const kinds = firstLines.filter((line) => line.trim() !== '').map((line) => readLine(line).kind);
    const known = kinds.filter((kind) => kind !== 'unknown');
    return kinds.some((kind) => kind === 'cells') ? 0.97 * (known.length / kinds.length) : 0;
  },
  open: bpftraceReader,
};
