/** What a value would be on a host: solvers are content with less, and readers of tests are not. */
import type { RecordElement, RecordValue } from '@secl/events';
import { int64, type Platform, type Scalar, type Value } from '@secl/model';
import { ageOf, second } from './draft.ts';

/** Others to be tried in its place, the likeliest first. `field`: its name, or the end of one. */
export function likelier(field: string, value: Value, platform: Platform): Generator<Value>;
export function likelier(field: string, value: RecordValue, platform: Platform): Generator<RecordValue>;
export function* likelier(field: string, value: RecordValue, platform: Platform): Generator<RecordValue> {
  if (isScalar(value)) yield* scalars(field, value, platform);
  else if (isList(value)) {
    const others = value.map((each) => likeliest(field, each, platform));
    if (others.some((each, index) => each !== value[index])) yield others;
  }
}

const isScalar = (value: RecordValue): value is Scalar => typeof value !== 'object';
const isList = (value: readonly Scalar[] | readonly RecordElement[]): value is readonly Scalar[] =>
  value.every((each) => typeof each !== 'object');

function likeliest(field: string, value: Scalar, platform: Platform): Scalar {
  const [first] = scalars(field, value, platform);
  return first ?? value;
}

function* scalars(field: string, value: Scalar, platform: Platform): Generator<Scalar> {
  if (typeof value === 'string') yield* texts(field, value, platform);
  else if (typeof value !== 'boolean') yield* numbers(field, value);
}

function* texts(field: string, value: string, platform: Platform): Generator<string> {
  if (value === '') {
    for (const [ending, spoken] of ofNothing[platform]) if (endsWith(field, ending)) yield spoken;
    return;
  }
  const isPath = endsWith(field, 'path');
  if (isPath && platform === 'windows') yield* windowsPaths(value);
  const whole = value.replace(/^\/proc\/(?=\/)/, '/proc/4242').replace(emptySegments, '/some-name');
  // A pattern on an ending is content with it.
  if (isPath || endsWith(field, 'file.name')) {
    const named = whole.replace(/(?<=^|[\\/])\.(?=\w+$)/, 'some-file.');
    if (named !== whole) yield named;
  }
  if (isPath && platform === 'linux') yield* linuxPaths(whole, value);
  if (whole !== value) yield whole;
  if (endsWith(field, 'hostname') || endsWith(field, 'question.name')) {
    const named = value.replace(/^\.|\.(?=\.)/g, (dot, at: number) => (at === 0 ? 'www.' : `${dot}www`));
    if (named !== value) yield named;
  }
  // The first address of a network names the network.
  if (/^[\d.]+\.0$/.test(value)) yield value.replace(/0$/, '1');
  if (/^[\da-f:]+:0$/i.test(value)) yield value.replace(/(?::0)+$/, '::1');
}

function* linuxPaths(path: string, before: string): Generator<string> {
  if (!before.startsWith('/')) {
    // Of the same length first: that may be what it is about.
    yield `/${path.slice(1)}`;
    yield `/${path}`;
  }
  // Patterns on all below a directory match the directory with its slash.
  if (before.endsWith('/') && before !== '/') yield `${path}some-file`;
}

function* windowsPaths(before: string): Generator<string> {
  const path = before.replaceAll('/', '\\');
  const whole = path.endsWith('\\') ? `${path}some-file` : path;
  if (/^[a-z]:\\/i.test(whole)) yield whole;
  else {
    yield `C:\\${whole.slice(3)}`;
    yield `C:\\${whole.replace(/^\\+/, '')}`;
  }
}

/** `/home//.ssh`: what a `*` stands for is nothing. That of `https://` is no path. */
const emptySegments = /(?<![:/])\/(?=\/)/g;

const endsWith = (field: string, ending: string): boolean => field === ending || field.endsWith(`.${ending}`);

/** An empty text or a port of 0 says nothing to a reader. */
const ofNothing: Readonly<Record<Platform, readonly (readonly [ending: string, spoken: string])[]>> = {
  linux: [
    ['file.path', '/srv/some-file'],
    ['mountpoint.path', '/mnt'],
    ['file.name', 'some-program'],
    ['comm', 'some-program'],
    ['event.origin', 'ebpfless'],
  ],
  windows: [
    ['file.path', 'C:\\Temp\\some-file'],
    ['file.name', 'some-program.exe'],
  ],
};

function* numbers(field: string, value: int64.Int): Generator<int64.Int> {
  if (endsWith(field, 'addr.port') && value === 0) yield 443;
  // Calls fail with a negative number.
  if (endsWith(field, 'retval') && value === 1) yield -1;
  const rest = (ageOf(value) ?? 0n) % second;
  if (rest === 0n) return;
  yield int64.add(value, int64.canonical(rest - second));
  yield int64.add(value, int64.canonical(rest));
}
