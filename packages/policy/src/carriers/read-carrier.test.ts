import { describe, expect, it } from 'vitest';
import { readCarrier } from './read-carrier.ts';

const said = (name: string, text: string): readonly string[] =>
  readCarrier(name, text).flatMap(({ file }) => file.problems.map(({ message }) => message));

describe('a file that says nothing of itself', () => {
  it('is told to be no policy where all of its keys are of another kind', () => {
    expect(said('values.yaml', 'datadog: {site: a}\nagents: {}\n')).toEqual([
      'no policy is in here: the file has neither `rules` nor a key that ends in `.policy`',
    ]);
  });

  it('is told to be no policy where it is a recording', () => {
    const event = '{"Type": "exec", "Values": {"exec.file.name": "sh"}}\n';
    expect(said('events.jsonl', event + event)).toEqual([
      'no policy is in here: the file has neither `rules` nor a key that ends in `.policy`',
    ]);
  });

  it('is told to be no policy where it holds alerts of Falco, which name their rule', () => {
    const alert =
      '{"output": "a shell", "priority": "Notice", "rule": "Shell in container", "time": "10:00"}\n';
    for (const text of [alert, alert + alert])
      expect(said('alerts.json', text)).toEqual([expect.stringContaining('no policy is in here')]);
  });

  it.each([
    ['a misspelt key', 'web.yaml', 'ruls:\n  - id: a\n', 'did you mean `rules`?'],
    ['a misspelt key with nothing behind it', 'web.yaml', 'ruls:\n', 'did you mean `rules`?'],
    ['a misspelt key with one rule behind it', 'web.yaml', 'rule:\n  id: a\n', 'did you mean `rules`?'],
    ['the name of a policy', 'web.policy', 'datadog: {}\n', '`datadog` is not a key of a policy'],
  ])('is taken for one where it has %s', (_, name, text, message) => {
    expect(said(name, text)).toEqual([expect.stringContaining(message)]);
  });
});
