import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categories, findingCodes, levels, presetNames } from '@secl/lint';
import { isNull, type Node, readYaml } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../schema/secl-yaml.schema.json' with { type: 'json' };
import { readConfig } from './config.ts';
import { failOnNames, readLintSection } from './config-lint.ts';

const read = (text: string, document = 'secl.yaml') => readLintSection(readConfig(document, text));

/** What is wrong, with the text that it points at. */
function mistakes(text: string): readonly string[] {
  return read(text).problems.map(
    ({ message, place }) => `${text.slice(place.range.start, place.range.end)}: ${message}`,
  );
}

const whole = `
lint:
  preset: strict
  levels: { default: info, pitfall: warning, pitfall/mixed-operators: off, policy/never-fires: error }
  options:
    metadata/tag-missing: { required: [team, severity] }
  overrides:
    - files: legacy
      levels: { default: off }
    - files: [a/*.policy, b.policy]
      options: { metadata/tag-missing: { required: team } }
  require_reasons: true
  fail_on: never
  max_warnings: 0
  baseline: known.json
`;

describe('lint in secl.yaml', () => {
  it('says what is set, and no more', () => {
    const { problems, ...section } = read(whole, '../secl.yaml');
    expect(problems).toEqual([]);
    expect(section).toEqual({
      preset: 'strict',
      levels: new Map([
        ['default', 'info'],
        ['pitfall', 'warning'],
        ['pitfall/mixed-operators', 'off'],
        ['policy/never-fires', 'error'],
      ]),
      options: new Map([['metadata/tag-missing', new Map([['required', ['team', 'severity']]])]]),
      overrides: [
        { files: ['legacy'], levels: new Map([['default', 'off']]), options: new Map() },
        {
          files: ['a/*.policy', 'b.policy'],
          levels: new Map(),
          options: new Map([['metadata/tag-missing', new Map([['required', ['team']]])]]),
        },
      ],
      requireReasons: true,
      failOn: 'never',
      maxWarnings: 0,
      baseline: '../known.json',
    });
  });

  it.each(['', 'lint:\n', 'lint: {}\n', 'lint: { levels: , options: , overrides: }\n'])(
    'may say nothing: %j',
    (text) => {
      expect(readConfig('secl.yaml', text).problems).toEqual([]);
      expect(read(text)).toMatchObject({ preset: undefined, overrides: [], problems: [] });
    },
  );

  it.each([
    ['lint: strict\n', 'strict: `lint` takes a mapping such as `{preset: strict}`; this is `strict`'],
    ['lint: { level: {} }\n', 'level: `level` is not a key of `lint`: did you mean `levels`?'],
    [
      'lint: { levels: { pitfal: off } }\n',
      'pitfal: `pitfal` is not a lint rule, a category or the code of a problem: did you mean `pitfall`?',
    ],
    [
      'lint: { levels: { default: loud } }\n',
      'loud: `default` takes `off`, `info`, `warning` or `error`; this is `loud`',
    ],
    ['lint: { levels: { pitfall: [off] } }\n', '[off]: `pitfall` takes a text; this is a list'],
    ['lint: { options: { pitfall: { a: 1 } } }\n', 'pitfall: `pitfall` is not the id of a lint rule'],
    [
      'lint: { options: { metadata/tag-missing: { require: [a] } } }\n',
      'require: `require` is not a key of the options of metadata/tag-missing: did you mean `required`?',
    ],
    [
      'lint: { options: { metadata/tag-missing: { required: { a: 1 } } } }\n',
      '{ a: 1 }: `required` takes a text or a list of texts; this is a mapping',
    ],
    [
      'lint: { require_reasons: maybe }\n',
      'maybe: `require_reasons` takes `true` or `false`; this is `maybe`',
    ],
    ['lint: { max_warnings: -1 }\n', '-1: `max_warnings` takes a number from 0 on; this is `-1`'],
    [
      'lint: { fail_on: errors }\n',
      'errors: `fail_on` takes one of `error`, `warning`, `info`, `never`; this is `errors`: did you mean `error`?',
    ],
    [
      'lint: { overrides: { files: a } }\n',
      '{ files: a }: `overrides` takes a list of mappings with `files` and `levels` or `options`; this is a mapping',
    ],
  ])('says what is wrong where it stands: %s', (text, mistake) => {
    expect(mistakes(text)).toContain(mistake);
  });
});

describe('the published schema', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

  it('accepts what the reader accepts', () => {
    validate(plain(whole));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('accepts the example of the guide', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/lint.md'), 'utf8');
    const examples = [...guide.matchAll(/^```yaml secl\.yaml\n([\s\S]*?)^```$/gm)].map(
      ([, text = '']) => text,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      validate(plain(example));
      expect(validate.errors ?? []).toEqual([]);
      expect(read(example).problems).toEqual([]);
    }
  });

  it('knows the presets, the levels, and how every rule is called', () => {
    const { lint, levels: known } = schema.$defs;
    expect(lint.properties.preset.enum).toEqual([...presetNames, null]);
    expect(lint.properties.fail_on.enum).toEqual([...failOnNames, null]);
    expect(known.additionalProperties.enum).toEqual(levels);
    const name = new RegExp(known.propertyNames.pattern);
    for (const code of [...findingCodes, ...categories, 'default']) expect(code).toMatch(name);
  });

  it.each([
    { lint: { level: {} } },
    { lint: { preset: 'loud' } },
    { lint: { levels: { default: 'loud' } } },
    { lint: { overrides: [{ levels: {} }] } },
    { lint: { max_warnings: -1 } },
  ])('refuses what the reader refuses: %j', (value) => {
    expect(validate(value)).toBe(false);
    expect(read(JSON.stringify(value)).problems).not.toEqual([]);
  });
});

/** A file as an editor's YAML reader hands it to the schema. */
function plain(text: string): unknown {
  const { root } = readYaml('secl.yaml', text);
  return root === undefined ? null : plainOf(root);
}

function plainOf(node: Node): unknown {
  if (isNull(node)) return null;
  switch (node.kind) {
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, plainOf(value)]));
    case 'sequence':
      return node.items.map(plainOf);
    case 'missing':
      return null;
    case 'scalar':
      return /^(?:true|false|-?\d+)$/.test(node.value) ? JSON.parse(node.value) : node.value;
  }
}
