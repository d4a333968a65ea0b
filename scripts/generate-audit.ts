/**
 * Writes what the audit importer must know by number: system calls of each architecture, and types of records. The
 * facts come from a machine with the audit tools (`ausyscall`) and the kernel's headers, so this is run by hand where
 * they are, and its outcome is kept:
 *
 *     node --conditions=source scripts/generate-audit.ts
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { callNames } from '../packages/events/src/formats/auditd/call-names.ts';

const folder = new URL('../packages/events/src/formats/auditd/', import.meta.url);

/** `arch=` as the kernel prints it (`AUDIT_ARCH_…` in linux/audit.h), and what the audit tools call it. */
const architectures = {
  c000003e: 'x86_64',
  '40000003': 'i386',
  c00000b7: 'aarch64',
  '40000028': 'arm',
  c0000015: 'ppc64le',
  '80000016': 's390x',
} as const;

const wanted = new Set(callNames);
const calls = Object.fromEntries(
  Object.entries(architectures).map(([arch, name]) => {
    const dump = execFileSync('ausyscall', [name, '--dump'], { encoding: 'utf8' });
    const rows = [...dump.matchAll(/^(\d+)\t(\w+)$/gm)].filter(([, , call = '']) => wanted.has(call));
    return [
      arch,
      { name, calls: Object.fromEntries(rows.map(([, number = '', call = '']) => [number, call])) },
    ];
  }),
);
writeFileSync(new URL('system-calls.json', folder), `${JSON.stringify(calls, undefined, 2)}\n`);

const header = readFileSync('/usr/include/linux/audit.h', 'utf8');
const types = [...header.matchAll(/^#define AUDIT_(\w+)\s+(1[1-9]\d\d|2\d\d\d)\b/gm)]
  .filter(([, name = '']) => !/^(?:FIRST|LAST)_/.test(name))
  .map(([, name = '', number = '']) => [number, name]);
writeFileSync(
  new URL('record-types.json', folder),
  `${JSON.stringify(Object.fromEntries(types), undefined, 2)}\n`,
);
