import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  forHtml,
  forMarkdown,
  forMarkdownBlock,
  forMarkdownCode,
  forMarkdownMessage,
  forTerminal,
  forWorkflowCommand,
  forWorkflowProperty,
} from './hostile.ts';

describe('in a terminal', () => {
  test.each([
    ['\x1b[2J\x1b]0;title\x07', '\\x1b[2J\\x1b]0;title\\x07'],
    ['a\r\nb\tc\0', 'a\\r\\nb\\tc\\0'],
    ['user\u202etxt.exe', 'user\\u{202e}txt.exe'],
    ['\x9b31m', '\\x9b31m'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['\ud83d', '\\u{d83d}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['né 👩‍👩‍👧 日本', 'né 👩‍👩‍👧 日本'],
  ])('%j shows as %s', (text, shown) => {
    expect(forTerminal(text)).toBe(shown);
  });

  test('nothing that moves a cursor comes through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(forTerminal(text)).not.toMatch(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

test('in HTML, neither tags nor quotes', () => {
  expect(forHtml(`<img src=x onerror='a("&")'>\x1b`)).toBe(
    '&lt;img src=x onerror=&#39;a(&quot;&amp;&quot;)&#39;&gt;\\x1b',
  );
});

test('in Markdown, no markup, no line break, nobody notified', () => {
  expect(forMarkdown('*a* [b](c) <d> | `e`\n# f')).toBe(
    '\\*a\\* \\[b\\]\\(c\\) &lt;d\\> \\| \\`e\\`\\\\n#\u2060 f',
  );
  expect(forMarkdown('@team')).toBe('@\u2060team');
});

test.each([
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['a``b`c', '```a``b`c```'],
  ['a|b', '`a\\|b`'],
  ['a\nb', '`a\\nb`'],
])('as code in Markdown, %j is %s', (text, code) => {
  expect(forMarkdownCode(text)).toBe(code);
});

test('as code in Markdown outside of tables, a bar stays as it is', () => {
  expect(forMarkdownCode('a || b', 'text')).toBe('`a || b`');
  expect(forMarkdownMessage('`||` is | no *or*', 'text')).toBe('`||` is \\| no \\*or\\*');
});

test('as a message in Markdown, code stands between backticks and the rest is text', () => {
  expect(forMarkdownMessage('`a|b` is *no* field: `c')).toBe('`a\\|b` is \\*no\\* field\\: \\`c');
});

test.each([
  ['a\n\tb', '```yaml\na\n\tb\n```'],
  ['```\n# a', '````yaml\n```\n# a\n````'],
  ['a\r\n\x1b[2J', '```yaml\na\n\\x1b[2J\n```'],
])('as a block of code in Markdown, %j is %j', (text, block) => {
  expect(forMarkdownBlock(text, 'yaml')).toBe(block);
});

test('no line closes a block of code in Markdown', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '~', '\n', 'a', ' ') }), (text) => {
      const lines = forMarkdownBlock(text).split('\n');
      const fence = lines[0] ?? '';
      expect(lines.filter((line) => line.includes(fence))).toHaveLength(2);
    }),
  );
});

test('in a workflow command, a line cannot end the command and start another', () => {
  expect(forWorkflowCommand('100%\n::error::x\r\x1b')).toBe('100%25%0A::error::x%0A\\x1b');
  expect(forWorkflowProperty('a,b:c')).toBe('a%2Cb%3Ac');
});
