import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stretchOf } from '../../reading/piece.ts';
import { number, text, written } from './fields.ts';
import { type AuditRecord, readRecord } from './line.ts';
import { fileMode } from './numbers.ts';
import { pathFrontOf } from './path-front.ts';

function record(body: string): AuditRecord {
  const found = readRecord(stretchOf(`type=PATH msg=audit(1772359200.100:7):${body}`));
  if (found === undefined) throw new Error('no record');
  return found;
}

/** The same by looking every field up. */
function lookedUp(path: AuditRecord): unknown {
  return {
    item: number(path, 'item'),
    name: text(path, 'name'),
    inode: number(path, 'inode'),
    mode: fileMode(written(path, 'mode')?.text ?? ''),
    uid: number(path, 'ouid'),
    gid: number(path, 'ogid'),
    kind: (written(path, 'nametype') ?? written(path, 'objtype'))?.text,
    user: text(path, 'OUID'),
    group: text(path, 'OGID'),
  };
}

const usual =
  ' item=0 name="/etc/hosts" inode=7 dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL';
const added = ' cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0\u001dOUID="root" OGID="root"';

it.each([
  ['as kernels print it', usual],
  ['with what the daemon adds', usual + added],
  ['with a label, of an old kernel', usual.replace(' nametype', ' obj=system_u:object_r:bin_t:s0 objtype')],
  ['with a name in hexadecimal', usual.replace('"/etc/hosts"', '2F746D702F6120')],
  ['without a name', usual.replace('"/etc/hosts"', '(null)')],
])('a record %s is read in one go', (_, body) => {
  const path = record(body);
  expect(pathFrontOf(path)).toEqual(lookedUp(path));
});

it.each([
  ['what was not found', ' item=0 name="/etc/hosts" nametype=UNKNOWN'],
  ['a name with a blank', usual.replace('hosts', 'my inode=8')],
  ['another order', usual.replace(' ouid=0 ogid=0', ' ogid=0 ouid=0')],
])('%s is looked up', (_, body) => {
  expect(pathFrontOf(record(body))).toBeUndefined();
});

it('what is read in one go is what is looked up, whatever the record', () => {
  const change = fc.record({
    at: fc.nat(usual.length + added.length),
    length: fc.nat(6),
    text: fc.constantFrom(
      '',
      ' ',
      '"',
      '=',
      '0',
      '07',
      '-1',
      ' ouid=9',
      '\u001d',
      ' OGID="x"',
      'é',
      ' inode=3',
    ),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
      const body = changes.reduce(
        (all, { at, length, text: given }) => all.slice(0, at) + given + all.slice(at + length),
        usual + added,
      );
      const path = record(` ${body.trimStart()}`);
      const front = pathFrontOf(path);
      if (front !== undefined) expect(front).toEqual(lookedUp(path));
    }),
    { numRuns: 5000 },
  );
});
