import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failuresOf, readCases } from '../test-cases.ts';
import { grammarOf } from '../test-textmate.ts';

const documents = ['expressions', 'yaml', 'hcl'].map((name) => ({
  name,
  ...readCases(readFileSync(new URL(`cases/${name}.txt`, import.meta.url), 'utf8')),
}));

describe.each(documents)('$name', ({ scope, cases }) => {
  it.each(cases)('$title', async (example) => {
    expect(example.expectations.length).toBeGreaterThan(0);
    expect(failuresOf(await grammarOf(scope), example)).toEqual([]);
  });
});

describe('Terraform has a grammar of its own', () => {
  const cases = documents.find(({ name }) => name === 'hcl')?.cases ?? [];

  /** What is the host's is called differently there. */
  const ours = /secl|heredoc|^!/;

  it.each(cases)('$title', async (example) => {
    const expectations = example.expectations.filter(({ scopes }) =>
      scopes.every((scope) => ours.test(scope)),
    );
    expect(expectations.length).toBeGreaterThan(0);
    expect(failuresOf(await grammarOf('source.hcl.terraform'), { ...example, expectations })).toEqual([]);
  });
});
