import type { Dice } from './dice.ts';

/** What rules of one event type are made of: leaves over few fields and few constants, so that rules meet. */
export interface Alphabet {
  readonly platform: 'linux' | 'windows';
  readonly eventType: string;
  readonly leaves: readonly ((dice: Dice) => string)[];
}

const ints = [
  '0',
  '1',
  '2',
  '3',
  '5',
  '64',
  '65',
  '577',
  '-1',
  '9223372036854775807',
  '-9223372036854775808',
];
const masks = ['1', '3', '64', '65', 'O_CREAT', '(O_CREAT|O_TRUNC)', '-1', '0', '1023', '65535'];
const names = ['"sh"', '"bash"', '"a.sh"', '"a.sh.sh"', '""', '"curl"', '"/bin/sh"'];
const patterns = [
  '~"*"',
  '~"*sh"',
  '~"*.sh"',
  '~"ba*"',
  '~"b*"',
  '~"*a*"',
  '~"a.s*"',
  '~"b*h"',
  '~"*a*s*"',
  '~"sh"',
  'r"^ba"',
  'r"^b"',
  'r"^bash$"',
  'r"sh$"',
  'r".*(bash|curl).*"',
  'r".*"',
  'r"^ba?"',
  'r"^a|^b"',
];
const paths = ['"/etc/passwd"', '"/tmp/a"', '"/tmp/x/a"', '"/etc"', '""', '"/tmp"'];
const globs = [
  '~"/tmp/**"',
  '~"/tmp/*"',
  '~"/tmp/*/a"',
  '~"/tmp/x/*"',
  '~"/tmp/x*"',
  '~"/tmp/x/**"',
  '~"/**"',
  '~"/*"',
  '~"/etc/**"',
  '~"/etc/pass*"',
  '~"/etc/p*"',
  '~"*/passwd"',
  '~"*/a"',
  '~"/*/a"',
  '~"*.sh"',
  '~"/tmp/**/a"',
  '~"/tmp/a"',
];
const hosts = ['"Example.com"', '"example.com"', '"api.example.com"', '""'];
const hostPatterns = ['~"*.example.com"', '~"*.EXAMPLE.com"', '~"API*"', '~"a*"', 'r"^api"', 'r"example"'];
const networks = [
  '10.0.0.1',
  '10.0.0.0/8',
  '10.0.0.0/16',
  '192.168.1.1',
  '::1',
  '::/0',
  '0.0.0.0/0',
  '::ffff:10.0.0.1',
];

const equality = ['==', '!='] as const;
const matching = ['==', '!=', '=~', '!~'] as const;
const membership = ['in', 'in', 'not in'] as const;
const order = ['==', '!=', '<', '<=', '>', '>='] as const;

const text =
  (field: string, plain: readonly string[], open: readonly string[]) =>
  (dice: Dice): string => {
    const value = (): string => dice.pick(dice.chance(55) ? plain : open);
    if (dice.chance(45)) {
      return `${field} ${dice.pick(membership)} [ ${dice.some([0], 1, 4).map(value).join(', ')} ]`;
    }
    return `${field} ${dice.pick(matching)} ${value()}`;
  };

const int =
  (field: string, values: readonly string[] = ints) =>
  (dice: Dice): string => {
    if (dice.chance(25)) return `${field} ${dice.pick(membership)} [ ${dice.some(values, 1, 4).join(', ')} ]`;
    if (dice.chance(10)) return `${dice.pick(values)} ${dice.pick(order)} ${field}`;
    return `${field} ${dice.pick(order)} ${dice.pick(values)}`;
  };

const bits =
  (field: string) =>
  (dice: Dice): string =>
    dice.pick([
      () => `${field} & ${dice.pick(masks)} ${dice.pick(order)} ${dice.pick(['0', '1', '64', '-1'])}`,
      () => `${dice.pick(masks)} & ${field} ${dice.pick(['>', '=='])} ${dice.pick(['0', '64'])}`,
      () => `${field} & ${dice.pick(masks)} & ${dice.pick(masks)} != 0`,
      () => `${field} ${dice.pick(['|', '^', '+', '-'])} ${dice.pick(masks)} ${dice.pick(order)} 1`,
    ])();

const bool =
  (field: string) =>
  (dice: Dice): string =>
    dice.pick([`${field}`, `!${field}`, `${field} == true`, `${field} != true`, `${field} == false`]);

const ip =
  (field: string, members: readonly string[] = ['in', 'not in', 'allin']) =>
  (dice: Dice): string =>
    dice.chance(50)
      ? `${field} ${dice.pick(equality)} ${dice.pick(networks)}`
      : `${field} ${dice.pick(members)} [ ${dice.some(networks, 1, 3).join(', ')} ]`;

const some =
  (...texts: readonly string[]) =>
  (dice: Dice): string =>
    dice.pick(texts);

/** An array read as a whole, and by the iterator variable. */
const ancestors = [
  text('process.ancestors.file.name', names, patterns),
  text('process.ancestors[A].file.name', names, patterns),
  text('process.ancestors[A].file.name', names, patterns),
  int('process.ancestors.pid'),
  int('process.ancestors[A].pid'),
  text('process.ancestors[A].argv', names, patterns),
  text('process.ancestors.argv', names, patterns),
  text('process.ancestors[A].comm', names, patterns),
  bool('(process.ancestors[A].pid == 1)'),
  some(
    'process.ancestors.is_kworker == true',
    'process.ancestors.is_kworker == false',
    'process.ancestors.is_kworker != true',
    'process.ancestors[A].is_kworker == true',
    'process.ancestors[A].is_kworker != true',
  ),
];

const common = [
  text('process.comm', names, patterns),
  text('process.file.name', names, patterns),
  text('process.argv', names, patterns),
  (dice: Dice): string => `${dice.pick([...names, ...patterns])} ${dice.pick(membership)} process.argv`,
  int('process.uid'),
  bool('process.is_kworker'),
  some(
    'process.comm == process.file.name',
    'process.file.name == process.comm',
    'process.comm != process.file.name',
    'process.comm == process.comm',
    'process.uid == process.gid',
    'process.gid == process.uid',
    'process.uid - process.gid > 1',
    'process.uid - process.gid > 2',
    'process.uid <= process.uid',
    '(process.uid == 0) == process.is_kworker',
    '(process.uid == 0) != (process.gid == 0)',
    'true',
    'false',
    '1 < 2',
  ),
  some(
    'process.created_at < 5s',
    'process.created_at > 5s',
    'process.created_at <= 10s',
    'process.created_at >= 10s',
    'process.ancestors.created_at > 5s',
    'process.ancestors.created_at <= 5s',
    'process.created_at > 0',
  ),
  int('process.argv.length', ['0', '1', '2', '-1']),
  int('process.file.name.length', ['0', '2', '4', '-1']),
  int('process.ancestors.length', ['0', '1', '2', '-1']),
  some(
    '${process.seen}',
    '!${process.seen}',
    '${process.count} > 1',
    '${process.count} > 2',
    '${process.count} & 1 > 0',
    '${process.last} == "sh"',
    '${process.last} =~ "ba*"',
    '${process.last} in [ ~"ba*" ]',
    '${process.last} in [ "bash", "sh" ]',
    'process.comm == "${process.last}"',
    'process.comm != "${process.last}"',
    'process.comm == "${process.last}-${process.count}"',
    '"sh" in ${process.texts}',
    '"sh" not in ${process.texts}',
    '"bash" in ${process.texts}',
    'process.comm in ${process.texts}',
    'process.comm not in ${process.texts}',
  ),
];

export const alphabets: readonly Alphabet[] = [
  {
    platform: 'linux',
    eventType: 'open',
    leaves: [
      text('open.file.path', paths, globs),
      text('open.file.path', paths, globs),
      text('open.file.name', names, patterns),
      int('open.flags'),
      bits('open.flags'),
      bits('open.flags'),
      ...common,
    ],
  },
  {
    platform: 'linux',
    eventType: 'exec',
    leaves: [
      text('exec.file.path', paths, globs),
      text('process.file.path', paths, globs),
      text('exec.file.name', names, patterns),
      text('exec.argv', names, patterns),
      ...common,
      ...ancestors,
      ...ancestors,
    ],
  },
  {
    platform: 'linux',
    eventType: 'connect',
    leaves: [
      ip('connect.addr.ip', ['in', 'not in']),
      ip('connect.addr.ip', ['in', 'not in']),
      int('connect.addr.port'),
      int('process.uid'),
      text('process.comm', names, patterns),
    ],
  },
  {
    platform: 'linux',
    eventType: 'dns',
    leaves: [
      text('dns.question.name', hosts, hostPatterns),
      text('dns.question.name', hosts, hostPatterns),
      ip('network.destination.ip', ['in', 'not in']),
      int('dns.question.length'),
    ],
  },
  {
    platform: 'linux',
    eventType: 'network_flow_monitor',
    leaves: [
      ip('network_flow_monitor.flows.source.ip'),
      ip('network_flow_monitor.flows.source.ip'),
      ip('network_flow_monitor.flows[F].source.ip'),
      int('network_flow_monitor.flows.source.port'),
      int('network_flow_monitor.flows[F].source.port'),
    ],
  },
  {
    platform: 'windows',
    eventType: 'create',
    leaves: [
      text(
        'create.file.path',
        ['"c:\\Temp\\a"', '"C:/temp/A"', '"c:\\Temp"', '""'],
        ['~"c:\\Temp\\**"', '~"C:/temp/*"', '~"c:\\TEMP\\a*"', '~"*/a"', 'r"(?i)temp"', 'r"^c:"'],
      ),
      text('create.file.name', ['"A"', '"a"', '"b"', '""'], ['~"a*"', '~"A*"', '~"*b"', 'r"^a"', 'r"A"']),
      int('process.pid'),
    ],
  },
];

/** A rule of up to a few leaves, in all groupings. */
export function conditionOf(alphabet: Alphabet, dice: Dice, depth = 2): string {
  if (depth === 0 || dice.chance(35)) return dice.pick(alphabet.leaves)(dice);
  if (dice.chance(10)) return `!(${conditionOf(alphabet, dice, depth - 1)})`;
  const parts = dice.some([0], 2, 3).map(() => `(${conditionOf(alphabet, dice, depth - 1)})`);
  return parts.reduce((chain, part) => `${chain} ${dice.pick(['&&', '&&', '||'])} ${part}`);
}
