import { findingCodes } from '@secl/lint';
import { describe, expect, it } from 'vitest';
import { chapters } from '../../scripts/docs/problem-pages.ts';
import { isTest, placeOf, sourcesUnder } from '../house/sources.ts';

/** Everything that has a page: what is declared as data, and no more. */
const declared = new Set([...chapters.flatMap(({ problems }) => Object.keys(problems)), ...findingCodes]);

/** What codes begin with: `policy/`, `testing/`, `pitfall/`. */
const areas = new Set([...declared].map((code) => code.slice(0, code.indexOf('/'))));

/** Media types begin with the name of an area, too. */
const mediaTypes = /^text\/(?:html|css|plain|javascript|uri-list)$/;

const product = ['packages', 'extension']
  .flatMap(sourcesUnder)
  .filter(({ path }) => path.includes('/src/') && !isTest(path));

describe('a problem', () => {
  it('that any program tells has a code that is declared, and so a page', () => {
    const told = product.flatMap((source) =>
      source.nodes.flatMap((node) => {
        const { type, value } = node;
        if (type !== 'Literal' || typeof value !== 'string') return [];
        const isCode =
          /^[a-z]+(?:\/[a-z0-9-]+)+$/.test(value) && areas.has(value.slice(0, value.indexOf('/')));
        return isCode && !mediaTypes.test(value) ? [{ code: value, place: placeOf(source, node) }] : [];
      }),
    );
    expect(told.length).toBeGreaterThan(declared.size / 2);
    expect(told.filter(({ code }) => !declared.has(code))).toEqual([]);
  });
});
