import type { Importer } from '../../importer.ts';
import { headOf } from '../../log-lines.ts';
import { coverage } from './coverage.ts';
import { traceeReader } from './reader.ts';

/** The JSON that `tracee --output json` prints. */
export const tracee: Importer = {
  id: 'tracee',
  title: 'Tracee JSON',
  fills: coverage,
  recognise(firstLines) {
    const text = headOf(firstLines);
    const has = (key: string): boolean => new RegExp(`(?:^|[^\\\\])"${key}"\\s*:`).test(text);
    return has('eventName') && has('hostProcessId') && has('args') ? 0.98 : 0;
  },
  open: traceeReader,
};
