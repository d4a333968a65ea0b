import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportedRecord, recogniseFormat } from '@secl/events';
import { describe, expect, it } from 'vitest';
import { importFile } from './fetched.ts';
import { ownAuditd } from './own-auditd.ts';

const strace = readFileSync(join(import.meta.dirname, '../../rules-library/recordings/attack-sim.strace'));
const lines = await ownAuditd();
const logged = await importFile(new TextEncoder().encode(lines.join('\n')));
const traced = await importFile(strace);

const of = (
  records: readonly ImportedRecord[],
  type: string,
  ...names: readonly string[]
): readonly unknown[] =>
  records
    .filter(({ record }) => record.Type === type)
    .map(({ record }) => names.map((name) => record.Values[name]));

describe('our attack as the audit system logs it', () => {
  it('is recognised', () => expect(recogniseFormat(lines.slice(0, 40))?.id).toBe('auditd'));

  it.each([
    ['exec', ['process.pid', 'process.file.path', 'process.argv', 'process.args']],
    ['open', ['process.pid', 'open.file.path', 'open.flags', 'open.retval']],
    ['unlink', ['process.pid', 'unlink.file.path']],
    ['connect', ['connect.addr.ip', 'connect.addr.port', 'connect.retval']],
    ['chmod', ['chmod.file.path', 'chmod.file.destination.mode']],
    ['exit', ['process.pid', 'exit.code']],
  ])('has the same %s events as strace', (type, names) => {
    const expected = of(traced, type, ...names);
    expect(expected.length).toBeGreaterThan(0);
    // The log has milliseconds: within one, events are told apart by their number.
    expect(of(logged, type, ...names)).toEqual(expected);
  });
});
