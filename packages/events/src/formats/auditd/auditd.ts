import type { Importer } from '../../importer.ts';
import { stretchOf } from '../../reading/piece.ts';
import { coverage } from './coverage.ts';
import { readRecord } from './line.ts';
import { auditdReader } from './reader.ts';

/**
 * The log of the Linux audit system: `/var/log/audit/audit.log`, raw or enriched, and what `ausearch` prints of it, also
 * interpreted (`-i`).
 */
export const auditd: Importer = {
  id: 'auditd',
  title: 'auditd logs',
  fills: coverage,
  recognise(firstLines) {
    const lines = firstLines.filter(
      (line) => line.trim() !== '' && line !== '----' && !line.startsWith('time->'),
    );
    const known = lines.filter((line) => readRecord(stretchOf(line)) !== undefined);
    return lines.length === 0 ? 0 : 0.95 * (known.length / lines.length);
  },
  open: auditdReader,
};
