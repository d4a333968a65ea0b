import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryValue } from '../positioned-node.ts';
import { replacement } from '../test-kit/scalars.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { ScalarStyle } from './style.ts';
import { type Writing, writeScalar } from './write-scalar.ts';

const block: Writing = { style: 'literal', parentIndent: 4, standing: 'block' };

test.each<[ScalarStyle, string, string]>([
  ['literal', 'a\n  && b', '|-\n      a\n        && b'],
  ['literal', 'a\n\nb\n', '|\n      a\n\n      b'],
  ['literal', ' a', '|2-\n       a'],
  ['folded', 'a b\nc', '>-\n      a b\n\n      c'],
  ['plain', 'open.file.path == "/x"', 'open.file.path == "/x"'],
  ['plain', '"a" in b', '\'"a" in b\''],
  ['plain', "a: 'b'", "'a: ''b'''"],
  ['single', 'a\nb', '"a\\nb"'],
  ['literal', '\x1b', '"\\u001b"'],
  ['literal', '', '""'],
  ['json', 'a"\n', '"a\\"\\n"'],
  ['hcl-quoted', '${a} == "b"', '"$${a} == \\"b\\""'],
  ['hcl-heredoc', '${a}\n', '<<-EOT\n      $${a}\n    EOT'],
])('%s %j is written %s', (style, value, text) => {
  expect(writeScalar(value, { ...block, style }).text).toBe(text);
});

test('what is written reads as the value, in each style and place', () => {
  fc.assert(
    fc.property(
      fc.array(replacement, { maxLength: 5 }).map((parts) => parts.join('')),
      fc.constantFrom<ScalarStyle>('plain', 'single', 'double', 'literal', 'folded'),
      fc.constantFrom('block', 'flow', 'item', 'root'),
      fc.constantFrom('\n', '\r\n'),
      (value, style, place, lineBreak) => {
        const [before, after, parentIndent, standing] = places[place];
        const { text } = writeScalar(value, { style, parentIndent, standing, lineBreak });
        const { root, problems } = readYaml('p', `${before}${text}${after}`);
        expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        const list = root?.kind === 'mapping' ? entryValue(root, 'k') : root;
        const found = list?.kind === 'sequence' ? list.items[0] : list;
        expect(found).toMatchObject({ kind: 'scalar', value });
      },
    ),
    { numRuns: 3000 },
  );
});

const places = {
  block: ['k: ', '\nl: 1\n', 0, 'block'],
  item: ['k:\n  - ', '\n  - b\nl: 1\n', 2, 'block'],
  flow: ['{ k: ', ', l: 1 }\n', -1, 'flow'],
  root: ['', '\n', -1, 'block'],
} as const;
