import { parseTime } from '@secl/events';
import { type Node, placeOf } from '@secl/text';
import type { RecordingUse } from '../written.ts';
import { said, type TestReader } from './reader.ts';

const keys = ['path', 'format', 'types', 'where', 'lines', 'since', 'until'] as const;

/** A path, or a mapping with `path` and what of it counts. */
export function readRecording(reader: TestReader, node: Node | undefined): RecordingUse | undefined {
  if (node === undefined) return undefined;
  const whole = {
    format: undefined,
    types: [],
    where: undefined,
    lines: undefined,
    since: undefined,
    until: undefined,
  };
  if (node.kind === 'scalar') return { path: said(node), ...whole };
  const mapping = reader.mapping(node, 'recording', 'a path, or a mapping with `path`');
  if (mapping === undefined) return undefined;
  const values = reader.entries(mapping, 'a recording', keys);
  const path = reader.text(values.get('path'), 'path');
  if (path === undefined)
    return reader.note('testing/recording', mapping.range, { reason: 'a recording has a `path`' });
  return {
    path,
    format: reader.text(values.get('format'), 'format'),
    types: reader.texts(values.get('types'), 'types'),
    where: reader.scalar(values.get('where'), 'where', 'an expression'),
    lines: readLines(reader, values.get('lines')),
    since: readTime(reader, values.get('since'), 'since'),
    until: readTime(reader, values.get('until'), 'until'),
  };
}

function readLines(reader: TestReader, node: Node | undefined): RecordingUse['lines'] {
  const text = reader.text(node, 'lines');
  if (text === undefined) return undefined;
  const [, from = '', to] = /^\s*(\d{1,15})\s*(?:-\s*(\d{1,15}))?\s*$/.exec(text.value) ?? [];
  const first = Number(from);
  const last = to === undefined ? first : Number(to);
  if (from !== '' && first > 0 && last >= first) return { first, last };
  return reader.note('testing/duration', text.range, {
    value: text.value,
    expected: 'a line, or a range of lines such as `10-20`',
  });
}

export function readTime(reader: TestReader, node: Node | undefined, key: string): bigint | undefined {
  const scalar = reader.scalar(node, key);
  if (scalar === undefined) return undefined;
  const time = parseTime(/^\d{4}-\d\d-\d\d$/.test(scalar.value) ? `${scalar.value}T00:00:00Z` : scalar.value);
  if (time !== undefined) return time;
  return reader.note('testing/duration', placeOf(scalar), {
    value: scalar.value,
    expected: 'a time such as `2026-03-01T10:00:00Z`',
  });
}
