/** Values that are nearly another one: what a near miss has in its place, the nearest first. */
import { int64, isIpv4, parseIp, type Scalar, type Value } from '@secl/model';
import { ageOf, second } from './draft.ts';

export function neighboursOf(value: Value): readonly Value[] {
  if (typeof value === 'object') return listNeighbours(value);
  return scalarNeighbours(value);
}

function scalarNeighbours(value: Scalar): readonly Scalar[] {
  switch (typeof value) {
    case 'boolean':
      return [!value];
    case 'number':
    case 'bigint':
      return [int64.add(value, 1), int64.subtract(value, 1), ...besideNumber(value)].filter(
        (each) => each !== value,
      );
    case 'string':
      return isAddress(value) ? addressNeighbours(value) : textNeighbours(value);
  }
}

/** A second sooner and later, of what is a time: nobody means the year 1970. */
function besideNumber(value: int64.Int): readonly int64.Int[] {
  const step = int64.canonical(second);
  return ageOf(value) === undefined ? [0, 1] : [int64.add(value, step), int64.subtract(value, step)];
}

/** `/etc/shadow2`, a file beside it, one of the same name elsewhere. */
function textNeighbours(text: string): readonly string[] {
  if (text === '') return ['x'];
  if (/^[a-z]:[\\/]/i.test(text)) return windowsNeighbours(text);
  if (!text.startsWith('/')) return [`${text}2`, `x${text}`, 'other', ''];
  const slash = text.lastIndexOf('/');
  const directory = text.slice(0, slash);
  const name = text.slice(slash + 1);
  return [`${text}2`, `${directory}/other`, `/srv/${name}`, '/srv/other', ''];
}

function windowsNeighbours(path: string): readonly string[] {
  const last = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const name = path.slice(last + 1);
  return [`${path}2`, `${path.slice(0, last + 1)}other`, `C:\\Temp\\${name}`, 'C:\\Temp\\other', ''];
}

function isAddress(text: string): boolean {
  return /[.:]/.test(text) && parseIp(text) !== undefined;
}

/** The last number of the address changed, then addresses that are kept for documentation. */
function addressNeighbours(text: string): readonly string[] {
  const address = parseIp(text);
  const kept = address !== undefined && isIpv4(address) ? ['192.0.2.1', '198.51.100.7'] : ['2001:db8::1'];
  const beside = /^(.*\.)(\d+)$/.exec(text);
  const next = beside === null ? [] : [`${beside[1]}${(Number(beside[2]) + 1) % 256}`];
  return [...next, ...kept, '127.0.0.1', ''].filter((each) => each !== text);
}

function listNeighbours(values: readonly Scalar[]): readonly Value[] {
  const without = values.map((_, index) => values.filter((_, other) => other !== index));
  const changed = values.flatMap((value, index) =>
    scalarNeighbours(value)
      .slice(0, 2)
      .map((each) => values.map((old, other) => (other === index ? each : old))),
  );
  return [...changed, ...without, []];
}
