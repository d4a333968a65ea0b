import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats } from '@secl/events';
import { load, readPolicy } from '@secl/policy';
import { decidableByFormat } from '@secl/simulator';
import { describe, expect, it } from 'vitest';
import { commonTarget } from '../../packages/cli/src/target-run.ts';
import { fetched, filesAt, isFetched, readFiles, whyNot } from './fetched.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/recordings-counted.md'), 'utf8');

/** Rows of the tables whose first column has this title, by the titles of the columns. */
function rowsUnder(first: string): readonly Readonly<Record<string, string>>[] {
  return page.split('\n\n').flatMap((block) => {
    const lines = block
      .trim()
      .split('\n')
      .map((line) => line.split('|').slice(1, -1));
    const [titles, , ...rows] = lines.map((cells) => cells.map((cell) => cell.trim()));
    return titles?.[0] === first
      ? rows.map((row) => Object.fromEntries(row.map((cell, index) => [titles[index] ?? '', cell])))
      : [];
  });
}

const notTypes = ['file', 'objects', 'events', 'of no matter'];

describe.skipIf(!isFetched)(`recordings of other projects${whyNot}`, () => {
  const rows = rowsUnder('file').filter((row) => /tetragon|tracee/.test(row.file ?? ''));

  it('are counted on the page', () => expect(rows.length).toBeGreaterThanOrEqual(5));

  it.each(rows.map((row) => [row.file?.replaceAll('`', '') ?? '', row] as const))('%s', async (path, row) => {
    const { types, counts, problems } = await readFiles(filesAt(join(fetched, path)));
    const counted = Object.entries(row).filter(
      ([title, number]) => !notTypes.includes(title) && number !== '0',
    );
    expect(types).toEqual(Object.fromEntries(counted.map(([type, number]) => [type, Number(number)])));
    expect(problems).toEqual([]);
    expect(counts).toEqual({
      lines: Number(row.objects),
      events: Number(row.events),
      processes: 0,
      irrelevant: Number(row['of no matter']),
      skipped: 0,
    });
  });
});

describe.skipIf(!isFetched)(`rules of the default policy that a format decides${whyNot}`, () => {
  const text = isFetched ? readFileSync(join(fetched, 'datadog/default-policies/1.69.3.policy'), 'utf8') : '';
  const rules = load([readPolicy('1.69.3.policy', text, 'default')], commonTarget().target);

  it.each(
    rowsUnder('format').map(({ format = '', rules: number = '' }) => [format.replaceAll('`', ''), number]),
  )('%s: %s', (id, number) => {
    const format = formats.find((each) => each.id === id);
    expect(format).toBeDefined();
    if (format === undefined) return;
    const { canMatch, loaded } = decidableByFormat(rules, format);
    expect(`${canMatch} of ${loaded}`).toBe(number);
  });
});
