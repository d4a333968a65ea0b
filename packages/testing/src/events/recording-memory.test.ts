import { expect, it } from 'vitest';
import type { ImportedRecording } from './recorded.ts';
import { RecordingMemory } from './recording-memory.ts';

const event = { record: { Type: 'exec', Values: {} }, line: 1, time: undefined };
const ofLength = (length: number): ImportedRecording => ({
  events: Array.from({ length }, () => event),
  problems: [],
});

it('keeps recordings for the cases after', () => {
  const memory = new RecordingMemory();
  const [one, other] = [ofLength(4000), ofLength(6000)];
  memory.keep('one', one);
  memory.keep('other', other);
  expect([memory.get('one'), memory.get('other'), memory.get('none')]).toEqual([one, other, undefined]);
});

it('forgets those first that were not used for the longest time', () => {
  const memory = new RecordingMemory();
  memory.keep('one', ofLength(4000));
  memory.keep('other', ofLength(4000));
  memory.keep('one', ofLength(4000));
  memory.keep('third', ofLength(4000));
  expect(['one', 'other', 'third'].map((key) => memory.get(key) !== undefined)).toEqual([true, false, true]);
});

it('keeps the last one, however long it is, and no other beside it', () => {
  const memory = new RecordingMemory();
  memory.keep('one', ofLength(10));
  memory.keep('long', ofLength(50_000));
  expect([memory.get('one'), memory.get('long') !== undefined]).toEqual([undefined, true]);
  memory.keep('two', ofLength(10));
  expect([memory.get('long'), memory.get('two') !== undefined]).toEqual([undefined, true]);
});
