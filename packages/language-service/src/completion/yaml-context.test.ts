import { readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import words from '../data/policy-words.json' with { type: 'json' };
import { yamlContext } from './yaml-context.ts';

/** What is known at the cursor `‸`: the section, the key and the keys beside it. */
function at(marked: string): string {
  const offset = marked.indexOf('‸');
  const context = yamlContext(marked.replace('‸', ''), offset);
  if (context === undefined) return 'nothing';
  const { section, key = '', typed, present, newItem } = context;
  return [section, key, typed, present.join('+'), newItem ? 'new' : ''].join('|');
}

describe('the context in YAML', () => {
  it.each([
    ['at the top', 'ru‸', 'policy||ru||'],
    ['a key of a rule', 'rules:\n  - id: a\n    ex‸', 'rule||ex|id|'],
    ['a key in front of others', 'rules:\n  - ‸\n    id: a', 'rule|||id|'],
    ['a new rule', 'rules:\n  - ‸', 'rule||||new'],
    ['a new rule in the column of its list', 'rules:\n- id: a\n- ‸', 'rule||||new'],
    ['a value', 'rules:\n  - id: a\n    combine: ov‸', 'rule|combine|ov|id|'],
    ['a macro', 'macros:\n  - id: a\n    va‸', 'macro||va|id|'],
    ['an action', 'rules:\n  - id: a\n    actions:\n      - se‸', 'action||se||new'],
    [
      'a key of a set',
      'rules:\n  - id: a\n    actions:\n      - set:\n          name: x\n          ‸\n          ttl: 5m\n',
      'set|||name+ttl|',
    ],
    [
      'the key behind a set',
      'rules:\n  - id: a\n    actions:\n      - set:\n          name: x\n    ‸',
      'rule|||actions+id|',
    ],
    ['a tag', 'rules:\n  - id: a\n    tags:\n      technique: T1‸', 'tags|technique|T1||'],
    ['a list below a key', 'rules:\n  - id: a\n    limiter_token:\n      - pro‸', 'rule|limiter_token|pro||'],
    ['a key in braces', 'rules:\n  - id: a\n    tags: {te‸', 'tags||te||'],
    [
      'a value in braces',
      'rules:\n  - id: a\n    actions:\n      - kill: {signal: SI‸}',
      'kill|signal|SI|signal|',
    ],
    [
      'a key between others in braces',
      'rules:\n  - {id: a, ‸, tags: {}, version: 1}',
      'rule|||id+tags+version|',
    ],
    [
      'braces over several lines',
      'rules:\n  - id: a\n    actions: [{set: {name: "a, {b",\n      # a } remark\n      ‸}}]',
      'set|||name|',
    ],
    [
      'a list in brackets',
      'rules:\n  - id: a\n    limiter_token: [process.uid, pro‸]',
      'rule|limiter_token|pro||',
    ],
    ['behind closed braces', 'rules:\n  - id: a\n    tags: {a: b}\n    ‸', 'rule|||tags+id|'],
    [
      'a field of an override',
      'rules:\n  - override_options:\n      fields:\n        - ‸',
      'override_options|fields|||',
    ],
    ['a comment', 'rules:\n  # i‸', 'nothing'],
    ['a text of several lines', 'rules:\n  - id: a\n    expression: |-\n      exec‸', 'nothing'],
    ['a key that no policy has', 'other:\n  - i‸', 'nothing'],
  ])('%s', (_, marked, expected) => {
    const [section, key, typed, present, newItem] = expected.split('|');
    const wanted = expected === 'nothing' ? expected : [section, key, typed, present, newItem].join('|');
    expect(at(marked)).toBe(wanted);
  });
});

describe('the keys that are offered', () => {
  const nested: Readonly<Record<string, (key: string) => string>> = {
    policy: (key) => `${key}: []\n`,
    macro: (key) => `macros:\n  - ${key}: x\n`,
    rule: (key) => `rules:\n  - ${key}: x\n`,
    override_options: (key) => `rules:\n  - override_options:\n      ${key}: [all]\n`,
    action: (key) => `rules:\n  - actions:\n      - ${key}: {}\n`,
  };
  const inAction =
    (section: string) =>
    (key: string): string =>
      `rules:\n  - actions:\n      - ${section}:\n          ${key}: 1\n`;
  const all = Object.entries(words).flatMap(([section, own]) =>
    Object.keys(own).map((key) => [section, key] as const),
  );

  it.each(all)('of %s: %s is one that agents read', (section, key) => {
    const text = (nested[section] ?? inAction(section))(key);
    const unknown = readPolicy('a.policy', text).problems.filter(({ code }) => code === 'policy/unknown-key');
    expect(unknown).toEqual([]);
  });
});
