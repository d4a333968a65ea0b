import { describe, expect, it } from 'vitest';
import { parsedWhenAsked } from '../../packages/cli/scripts/data-as-text.ts';

/** What a file that imports the module gets. */
async function imported(text: string): Promise<unknown> {
  const module: { readonly default: unknown } = await import(
    `data:text/javascript,${encodeURIComponent(text)}`
  );
  return module.default;
}

describe('data in the bundle', () => {
  it.each([
    ['a table with few parts', { fields: ['a "quoted" name\u2028', '${x}'], 'last-minor': 83, none: null }],
    [
      'a table with many parts',
      Object.fromEntries(Array.from({ length: 40 }, (_, key) => [`k${key}`, [key]])),
    ],
    ['a list', [1, { a: 2 }]],
  ])('is what the file holds: %s', async (_, data) => {
    expect(await imported(parsedWhenAsked(data))).toEqual(data);
  });

  it('is parsed when somebody asks for a part', async () => {
    const text = parsedWhenAsked({ a: 1, b: 2 });
    expect(text.indexOf('JSON.parse')).toBeGreaterThan(text.indexOf('=>'));
    const data = (await imported(text)) as { a: number; b: number };
    expect([data.a, data.b]).toEqual([1, 2]);
  });
});
