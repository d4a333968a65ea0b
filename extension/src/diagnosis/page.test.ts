import type { Diagnosis } from '@secl/language-server';
import { describe, expect, it } from 'vitest';
import { diagnosisPage } from './page.ts';

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

describe('the page of a diagnosis', () => {
  it('has a row a rule and a column a target, with sums', () => {
    const page = diagnosisPage(diagnosis('shell', 'rejected: `a.b` is no field'), 'n');
    expect(page).toContain('<th scope="col">old</th><th scope="col">new</th>');
    expect(page).toContain('<td>0 of 1</td><td>1 of 1</td>');
    expect(page).toContain('✗<span class="words"> rejected: <code>a.b</code> is no field</span>');
  });

  it('shows names and texts of rules as text, whatever they hold', () => {
    const page = diagnosisPage(diagnosis('"><img src=x>', '</td><script>alert(1)</script>\u202e'), 'n');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('\u202e');
  });

  it('lets nothing run or load but what bears its mark', () => {
    const page = diagnosisPage({ sets: [] }, 'only-this');
    expect(page).toContain("default-src 'none'; style-src 'nonce-only-this'; script-src 'nonce-only-this'");
    expect(page.match(/<(?:script|style)(?! nonce="only-this")/g)).toBeNull();
    expect(page).toContain('No rule set was found');
  });
});
