import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import knownArtefacts from './known-artefacts.json' with { type: 'json' };
import { readCases } from './read-cases.ts';
import { runCase } from './runner.ts';

/** Cases by their file: those that the agent's engine answered, and our own, each with the page that it is read off. */
function filesOf(folder: string): readonly string[] {
  const names = readdirSync(join(import.meta.dirname, folder));
  return names.filter((name) => name.endsWith('.jsonl')).map((name) => `${folder}/${name}`);
}

const vectors = filesOf('vectors');
const own = filesOf('own');
const ids = new Set<string>();

describe.each(engines)('the $name engine', (engine) => {
  it.each([...vectors, ...own])('answers %s as agents do', (name) => {
    const differences: string[] = [];
    let cases = 0;
    for (const read of readCases(name, readFileSync(join(import.meta.dirname, name), 'utf8'))) {
      if ('unreadable' in read) throw new Error(read.unreadable);
      cases++;
      ids.add(read.test.id);
      const difference = runCase(read.test, [engine]);
      if (difference !== undefined) differences.push(`${name}:${read.line}: ${difference.text}`);
    }
    expect(cases).toBeGreaterThanOrEqual(own.includes(name) ? 10 : 350);
    expect(differences.slice(0, 5)).toEqual([]);
  });
});

describe('the list of known artefacts', () => {
  it('names cases that exist, each with a reason', () => {
    const wrong = Object.entries(knownArtefacts).filter(([id, reason]) => !ids.has(id) || reason === '');
    expect(wrong).toEqual([]);
  });
});
