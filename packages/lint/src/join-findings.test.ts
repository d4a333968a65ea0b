import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { joinFindings } from './join-findings.ts';

function finding(document: string, start: number, more: Partial<Finding> = {}): Finding {
  return {
    code: 'pitfall/x',
    category: 'pitfall',
    severity: 'warning',
    message: 'x',
    place: { document, range: { start, end: start + 1 } },
    related: [],
    subject: '',
    ruleSets: ['one'],
    targets: [],
    ...more,
  };
}

const one = { targets: ['old', 'new'], documents: ['b', 'a'] };
const two = { targets: ['tasks'], documents: ['a', 'c'] };

describe('findings of several rule sets', () => {
  it('stand in the order in which files come up, then of places', () => {
    const joined = joinFindings([
      { ...one, findings: [finding('a', 5), finding('b', 9)] },
      { ...two, findings: [finding('c', 0), finding('a', 1)] },
    ]);
    expect(joined.map(({ place }) => `${place.document}${place.range.start}`)).toEqual([
      'b9',
      'a1',
      'a5',
      'c0',
    ]);
  });

  it('that are equal are one, which names them', () => {
    const [joined, ...others] = joinFindings([
      { ...one, findings: [finding('a', 1)] },
      { ...two, findings: [finding('a', 1, { ruleSets: ['two'] })] },
    ]);
    expect(others).toEqual([]);
    expect(joined).toMatchObject({ ruleSets: ['one', 'two'], targets: [] });
  });

  it('name the targets where they do not hold for all', () => {
    const [joined] = joinFindings([
      { ...one, findings: [finding('a', 1, { targets: ['old'] })] },
      { ...two, findings: [finding('a', 1, { ruleSets: ['two'] })] },
    ]);
    expect(joined?.targets).toEqual(['old', 'tasks']);
  });

  it('that differ in the agent that they name are one, which names all of them', () => {
    const on = (agent: string, target: string) =>
      finding('a', 1, { message: `not on agent ${agent}`, onAgents: [agent], targets: [target] });
    const joined = joinFindings([
      { ...one, findings: [on('7.50', 'old')] },
      { ...two, findings: [on('7.60', 'tasks')] },
    ]);
    expect(joined.map(({ message, targets }) => ({ message, targets }))).toEqual([
      { message: 'not on agents 7.50 and 7.60', targets: ['old', 'tasks'] },
    ]);
  });

  it('say of an ignore comment that it is of no use only where no rule set needs it', () => {
    const unused = finding('a', 1, { code: 'ignore/unused' });
    const [of, without] = [[unused], []];
    expect(
      joinFindings([
        { ...one, findings: of },
        { ...two, findings: without },
      ]),
    ).toEqual([]);
    expect(
      joinFindings([
        { ...one, findings: of },
        { ...two, findings: of },
      ]),
    ).toHaveLength(1);
  });
});
