import type { Diagnosis } from '@secl/language-server';
import { describe, expect, it } from 'vitest';
import { diagnosisPage, diagnosisTables } from './page.ts';

const diagnosis = (id: string, words: string): Diagnosis => ({
  sets: [
    {
      name: 'hosts',
      targets: ['old', 'new'],
      rules: [
        {
          id,
          cells: [
            { status: 'rejected', words },
            { status: 'loaded', words: 'loads' },
          ],
        },
      ],
    },
  ],
});

describe('the tables of a diagnosis', () => {
  it('have a row a rule and a column a target, with sums', () => {
    const tables = diagnosisTables(diagnosis('shell', 'rejected: `a.b` is no field'));
    expect(tables).toContain('<th scope="col">old</th><th scope="col">new</th>');
    expect(tables).toContain('<td>0 of 1</td><td>1 of 1</td>');
    expect(tables).toContain('✗</span><span class="words"> rejected: <code>a.b</code> is no field</span>');
  });

  it('show names and texts of rules as text, whatever they hold', () => {
    const tables = diagnosisTables(diagnosis('"><img src=x>', '</td><script>alert(1)</script>\u202e'));
    expect(tables).not.toContain('<img');
    expect(tables).not.toContain('<script>alert');
    expect(tables).not.toContain('\u202e');
  });

  it('say how to begin where there are no rules', () => {
    expect(diagnosisTables({ sets: [] })).toContain('New Policy File');
  });
});

it('the page lets nothing run or load but what bears its mark', () => {
  const page = diagnosisPage('only-this');
  expect(page).toContain("default-src 'none'; style-src 'nonce-only-this'; script-src 'nonce-only-this'");
  expect(page.match(/<(?:script|style)(?! nonce="only-this")/g)).toBeNull();
});
