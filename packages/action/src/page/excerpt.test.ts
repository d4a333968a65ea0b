import { describe, expect, it } from 'vitest';
import type { Finding, Place } from '../lint-report.ts';
import { excerpt } from './excerpt.ts';

/** The place between `«` and `»`, and the text without them. */
function marked(text: string): { readonly text: string; readonly place: Place } {
  const position = (offset: number, before: string) => {
    const lines = before.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  };
  const start = text.indexOf('«');
  const opened = text.replace('«', '');
  const end = opened.indexOf('»');
  const plain = opened.replace('»', '');
  return { text: plain, place: { file: 'a', start: position(start, plain), end: position(end, plain) } };
}

function shown(text: string, replacement?: string): string | undefined {
  const { text: plain, place } = marked(text);
  const finding: Finding = {
    code: 'name/unknown-field',
    severity: 'error',
    message: '',
    subject: '',
    targets: [],
    page: '',
    place,
    ...(replacement === undefined
      ? {}
      : { fix: { title: '', kind: 'safe', edits: [{ place, text: replacement }] } }),
  };
  return excerpt(finding, plain);
}

const block = (language: string, ...lines: readonly string[]): string =>
  `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;

describe('the lines of a finding', () => {
  it('are marked where they are one', () => {
    expect(shown('rules:\n    a: «b» c')).toBe(block('yaml', 'a: b c', '   ^'));
  });

  it('have no marks under characters that may be wider', () => {
    expect(shown('日本 «b»')).toBe(block('yaml', '日本 b'));
  });

  it('keep their indentation among themselves, and are few', () => {
    expect(shown('x\n  «a\n    b»')).toBe(block('yaml', 'a', '  b'));
    expect(shown(`«${'a\n'.repeat(20)}»`)).toBe(block('yaml', ...Array(6).fill('a'), '…'));
  });

  it('are a diff where a fix mends them', () => {
    expect(shown('x\n  a: «b» c\ny', 'B')).toBe(block('diff', '- a: b c', '+ a: B c'));
    expect(shown('  a: «b\n    c» d', 'B')).toBe(block('diff', '- a: b', '-   c d', '+ a: B d'));
    expect(shown('  a: «»b', 'c\n  ')).toBe(block('diff', '- a: b', '+ a: c', '+ b'));
  });

  it('are not there where the file is another by now', () => {
    const { place } = marked('a\nb\n«c»');
    const finding = {
      code: '',
      severity: 'error',
      message: '',
      subject: '',
      targets: [],
      page: '',
      place,
    } as const;
    expect(excerpt(finding, 'a')).toBeUndefined();
    expect(excerpt(finding, undefined)).toBeUndefined();
  });

  it('stay in their block, whatever they hold', () => {
    expect(shown('«```»')).toBe('````yaml\n```\n^^^\n````');
  });
});
