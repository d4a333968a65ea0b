import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, type TextEdit } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

/** Replaces each «old|new» of a marked text. */
function edited(marked: string): { readonly text: string; readonly edits: readonly TextEdit[] } {
  const edits: TextEdit[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(/«([^|]*)\|([^»]*)»/g)) {
    text += marked.slice(from, match.index);
    edits.push({
      range: { start: text.length, end: text.length + (match[1] ?? '').length },
      text: match[2] ?? '',
    });
    text += match[1] ?? '';
    from = match.index + match[0].length;
  }
  return { text: text + marked.slice(from), edits };
}

function diff(marked: string): string {
  const { text, edits } = edited(marked);
  return unifiedDiff('f', text, edits).join('\n');
}

describe('a unified diff', () => {
  it('has three lines around a change', () => {
    expect(diff('1\n2\n3\n4\n«5|five»\n6\n7\n8\n9\n')).toBe(
      '--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8',
    );
  });

  it('has one hunk for changes that are close, two for others', () => {
    expect(diff('«a|A»\n2\n3\n4\n«b|B»\n').match(/@@ /g)).toHaveLength(1);
    expect(diff(`«a|A»\n${'x\n'.repeat(20)}«b|B»\n`).match(/^@@ /gm)).toHaveLength(2);
  });

  it('counts lines that are added and removed for the hunks below', () => {
    expect(diff(`«a|a\nb\nc»\n${'x\n'.repeat(9)}«d\ne|d»\n`)).toContain('@@ -9,4 +11,3 @@');
  });

  it('says where the last line has no end', () => {
    expect(diff('«a|A»')).toBe(
      '--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+A\n\\ No newline at end of file',
    );
  });

  it('is empty where nothing changes', () => {
    expect(diff('a\n«b|b»\n')).toBe('');
  });

  it('is what git applies', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secl-diff-'));
    try {
      const line = fc.stringMatching(/^[a-c]{1,2}$/);
      const lines = fc.array(line, { minLength: 1, maxLength: 30 });
      const changes = fc.array(fc.tuple(fc.nat(29), fc.nat(3), fc.array(line, { maxLength: 3 })), {
        maxLength: 4,
      });
      fc.assert(
        fc.property(lines, changes, fc.boolean(), (old, wanted, bare) => {
          // `editsOf` writes whole lines, so only the last line, which stays, can lack its end.
          const text = `${old.join('\n')}\n${bare ? 'end' : ''}`;
          const edits = editsOf(old, wanted);
          const rows = unifiedDiff('f', text, edits);
          const after = applyEdits(text, edits);
          expect(rows.length > 0).toBe(after !== text);
          if (rows.length === 0) return;
          writeFileSync(join(folder, 'f'), text);
          const { status } = spawnSync('git', ['apply', '-p0', '-'], {
            cwd: folder,
            input: `${rows.join('\n')}\n`,
          });
          expect(status).toBe(0);
          expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after);
        }),
        { numRuns: 100 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Replaces whole lines; changes that would overlap are left out. */
function editsOf(
  lines: readonly string[],
  wanted: readonly (readonly [at: number, count: number, fresh: readonly string[]])[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let free = 0;
  for (const [at, count, fresh] of [...wanted].sort((a, b) => a[0] - b[0])) {
    const first = at % lines.length;
    const last = Math.min(lines.length, first + count);
    if (first < free) continue;
    free = last + 1;
    const start = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
    const end = lines.slice(0, last).reduce((sum, line) => sum + line.length + 1, 0);
    edits.push({ range: { start, end }, text: fresh.map((line) => `${line}\n`).join('') });
  }
  return edits;
}
