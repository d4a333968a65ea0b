import type { ReplayNews } from '@secl/language-server';
import { describe, expect, it } from 'vitest';
import { listWords, recordingWords } from './recording-words.ts';

const news: ReplayNews = {
  recording: { uri: 'file:///a.strace', name: 'a.strace' },
  state: 'done',
  events: 1_312_400,
  skipped: 0,
  sets: [],
};

describe('above the rules stands', () => {
  it.each([
    [{}, '1,312,400 events'],
    [{ events: 1, skipped: 1 }, '1 event, 1 line could not be read'],
    [{ events: 1, skipped: 2, unit: 'object' }, '1 event, 2 objects could not be read'],
    [
      { skipped: 40, message: 'line 51: torn' },
      '1,312,400 events, 40 lines could not be read (line 51: torn)',
    ],
    [{ state: 'running' }, 'Replaying …'],
    [{ state: 'failed', message: 'no format' }, 'This cannot be replayed: no format'],
    [{ recording: null, state: 'none' }, ''],
  ] as const)('of %o "%s"', (what, words) => {
    expect(recordingWords({ ...news, ...what })).toBe(words);
  });

  it('no link that a file brought, and no mark that turns the writing', () => {
    const message = 'line 1: [look](command:evil) \u202e';
    expect(recordingWords({ ...news, state: 'failed', message })).toBe(
      'This cannot be replayed: line 1: [look] (command:evil) \\u{202e}',
    );
  });
});

describe('beside the title of the list of events stands', () => {
  const page = { total: 26, listed: 1544, events: [] };
  it.each([
    ['how many there are', page, 1544, { filter: '', matched: false }, '26'],
    ['that they trigger', page, 1544, { filter: '', matched: true }, '26 that trigger rules'],
    ['so of one', { ...page, total: 1 }, 1544, { filter: '', matched: true }, '1 that triggers a rule'],
    ['what they hold', page, 1544, { filter: 'curl', matched: false }, '26 “curl”'],
    [
      'of how many, where not all are listed',
      { ...page, total: 200_000, listed: 200_000 },
      1_312_400,
      { filter: '', matched: false },
      'the first 200,000 of 1,312,400',
    ],
    [
      'where they were looked for, too',
      { ...page, listed: 200_000 },
      1_312_400,
      { filter: '', matched: true },
      '26 that trigger rules in the first 200,000 events',
    ],
  ] as const)('%s', (_, shown, events, asked, words) => {
    expect(listWords(shown, events, asked)).toBe(words);
  });
});
