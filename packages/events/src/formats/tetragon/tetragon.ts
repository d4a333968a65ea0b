import type { Importer } from '../../importer.ts';
import { headOf } from '../../log-lines.ts';
import { coverage } from './coverage.ts';
import { tetragonReader } from './reader.ts';

const EVENT =
  /(?:^|[^\\])"process_(?:exec|exit|kprobe|tracepoint|loader|lsm|uprobe|usdt|throttle|connect|close|listen|accept|dns)"\s*:/;

/** The JSON that Tetragon exports, as lines, printed over several, or from a container's log. */
export const tetragon: Importer = {
  id: 'tetragon',
  title: 'Tetragon JSON',
  fills: coverage,
  recognise(firstLines) {
    const text = headOf(firstLines);
    return EVENT.test(text) && /"(?:exec_id|pid)"\s*:/.test(text) ? 0.98 : 0;
  },
  open: tetragonReader,
};
