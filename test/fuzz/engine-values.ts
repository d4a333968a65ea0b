import type { Field, Scalar } from '@secl/model';
import type { Dice } from './dice.ts';

/** Values that rules and events of the fuzz share, so that conditions hold often: the edges of every comparison. */
const texts = [
  '',
  'bash',
  'BASH',
  'sh',
  'curl',
  'foobar',
  'foobarbar',
  'a.sh.sh',
  'x.sh',
  '/',
  '/etc/passwd',
  '/etc/shadow',
  '/etc',
  '/tmp',
  '/tmp/',
  '/tmp/a',
  '/tmp/sub/b.sh',
  '/tmp/sub/',
  '/home/alice/.ssh/id_rsa',
  '/var/run/secrets/eks/serviceaccount/x/token',
  'etc/passwd',
  'C:\\Windows\\System32\\cmd.exe',
  'c:/windows/system32/CMD.exe',
  'api.Example.com',
  'K\u212a\u017f', // letters whose lower case is another letter
  '__proto__',
  '${x}`\\u0000"\'',
  'long '.repeat(60),
] as const;

const ints: readonly (number | bigint)[] = [
  0,
  1,
  2,
  3,
  64,
  577,
  -1,
  -2,
  2147483647,
  -2147483648,
  4294967296,
  9007199254740991,
  9007199254740993n,
  -9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
  1800000000000000000n,
  1799999999000000000n,
];

const addresses = [
  '',
  '10.0.0.1',
  '10.1.2.3',
  '192.168.1.1',
  '::1',
  '::ffff:10.0.0.1',
  '10.0.0.0/8',
  '2001:db8::/32',
];

/** A value such as the field may have in an event. */
export function someValue(field: Pick<Field, 'type'>, dice: Dice): Scalar {
  switch (field.type) {
    case 'string':
      return dice.pick(texts);
    case 'int':
      return dice.pick(ints);
    case 'bool':
      return dice.chance(50);
    case 'ip':
      return dice.pick(addresses);
  }
}

/** A literal as it stands in a rule. Not all fit all fields: rules that do not load are left out. */
export function literalOf(type: Field['type'], dice: Dice): string {
  switch (type) {
    case 'string':
      return dice.chance(50) ? quoted(dice.pick(texts)) : dice.pick(patterns);
    case 'int':
      return String(dice.pick(ints));
    case 'bool':
      return dice.pick(['true', 'false']);
    case 'ip':
      return dice.pick([
        '10.0.0.1',
        '192.168.1.1',
        '::1',
        '10.0.0.0/8',
        '192.168.0.0/16',
        '::/0',
        '0.0.0.0/0',
      ]);
  }
}

const patterns = [
  '~"/etc/*"',
  '~"/etc/**"',
  '~"/tmp/**"',
  '~"/tmp/*"',
  '~"/tmp/*/b.sh"',
  '~"/tmp/s*/*"',
  '~"/etc/pass*"',
  '~"/etc/shadow"',
  '~"*/passwd"',
  '~"/**"',
  '~"/*"',
  '~"*"',
  '~"*bar"',
  '~"foo*"',
  '~"*oba*"',
  '~"f*b*r"',
  '~"ba*"',
  '~"*.sh"',
  '~"*windows*"',
  '~"C:\\Windows\\**"',
  '~"/var/run/secrets/**/token"',
  '~"*.example.com"',
  'r"^ba.*"',
  'r".*(bash|sh).*"',
  'r"(?i)SH$"',
  'r"[0-9]+"',
  'r"^$"',
] as const;

function quoted(text: string): string {
  return /["\\$\n]/.test(text) ? '"bash"' : `"${text}"`;
}
