import type { Importer } from '../../importer.ts';
import { stretchOf } from '../../reading/piece.ts';
import { coverage } from './coverage.ts';
import { readLine } from './line.ts';
import { straceReader } from './reader.ts';

/** The text that `strace -f -ttt -y -yy -v -s 4096` writes; with fewer of these options it tells less. */
export const strace: Importer = {
  id: 'strace',
  title: 'strace output',
  fills: coverage,
  recognise(firstLines) {
    const lines = firstLines.filter((line) => line.trim() !== '');
    const known = lines.filter((line) => {
      const { tid, time, says } = readLine(stretchOf(line));
      const isCall = says.kind === 'call' && / = (?:\?|-?\d|0x)/.test(line);
      return (
        isCall ||
        says.kind === 'note' ||
        ((tid !== undefined || time !== undefined) && says.kind !== 'unknown')
      );
    });
    return lines.length === 0 ? 0 : 0.95 * (known.length / lines.length);
  },
  open: straceReader,
};
