/** What a value would be on a host: solvers are content with less, and readers of tests are not. */
import type { RecordElement, RecordValue } from '@secl/events';
import { int64, type Scalar, type Value } from '@secl/model';
import { ageOf, second } from './draft.ts';

/** Others to be tried in its place, the likeliest first. `field`: its name, or the end of one. */
export function likelier(field: string, value: Value): Generator<Value>;
export function likelier(field: string, value: RecordValue): Generator<RecordValue>;
export function* likelier(field: string, value: RecordValue): Generator<RecordValue> {
  if (isScalar(value)) yield* scalars(field, value);
  else if (isList(value)) {
    const others = value.map((each) => likeliest(field, each));
    if (others.some((each, index) => each !== value[index])) yield others;
  }
}

const isScalar = (value: RecordValue): value is Scalar => typeof value !== 'object';
const isList = (value: readonly Scalar[] | readonly RecordElement[]): value is readonly Scalar[] =>
  value.every((each) => typeof each !== 'object');

function likeliest(field: string, value: Scalar): Scalar {
  const [first] = scalars(field, value);
  return first ?? value;
}

function* scalars(field: string, value: Scalar): Generator<Scalar> {
  if (typeof value === 'string') yield* texts(field, value);
  else if (typeof value !== 'boolean') yield* numbers(field, value);
}

function* texts(field: string, value: string): Generator<string> {
  if (value === '') {
    for (const [ending, spoken] of ofNothing) if (endsWith(field, ending)) yield spoken;
    return;
  }
  const whole = value.replace(/^\/proc\/(?=\/)/, '/proc/4242').replace(emptySegments, '/some-name');
  if (endsWith(field, 'path')) {
    if (!value.startsWith('/')) {
      // Of the same length first: that may be what it is about.
      yield `/${whole.slice(1)}`;
      yield `/${whole}`;
    }
    // Patterns on all below a directory match the directory with its slash.
    if (value.endsWith('/') && value !== '/') yield `${whole}some-file`;
  }
  if (whole !== value) yield whole;
  if (endsWith(field, 'hostname') || endsWith(field, 'question.name')) {
    const named = value.replace(/^\.|\.(?=\.)/g, (dot, at: number) => (at === 0 ? 'www.' : `${dot}www`));
    if (named !== value) yield named;
  }
  // The first address of a network names the network.
  if (/^[\d.]+\.0$/.test(value)) yield value.replace(/0$/, '1');
  if (/^[\da-f:]+:0$/i.test(value)) yield value.replace(/(?::0)+$/, '::1');
}

/** `/home//.ssh`: what a `*` stands for is nothing. That of `https://` is no path. */
const emptySegments = /(?<![:/])\/(?=\/)/g;

const endsWith = (field: string, ending: string): boolean => field === ending || field.endsWith(`.${ending}`);

/** An empty text or a port of 0 says nothing to a reader. */
const ofNothing: readonly (readonly [ending: string, spoken: string])[] = [
  ['file.path', '/srv/some-file'],
  ['file.name', 'some-program'],
  ['comm', 'some-program'],
];

function* numbers(field: string, value: int64.Int): Generator<int64.Int> {
  if (endsWith(field, 'addr.port') && value === 0) yield 443;
  // Calls fail with a negative number.
  if (endsWith(field, 'retval') && value === 1) yield -1;
  const rest = (ageOf(value) ?? 0n) % second;
  if (rest === 0n) return;
  yield int64.add(value, int64.canonical(rest - second));
  yield int64.add(value, int64.canonical(rest));
}
