import { runAgentVersion } from './agent-versions.ts';
import type { Case } from './cases.ts';
import { type Engine, engines } from './engines.ts';
import { runExpression } from './expressions.ts';
import knownArtefacts from './known-artefacts.json' with { type: 'json' };
import type { Outcome } from './outcome.ts';
import { runPolicies } from './policies.ts';

export interface Difference {
  readonly id: string;
  readonly text: string;
}

const artefacts: Readonly<Record<string, string>> = knownArtefacts;

/**
 * Runs one case on every engine and gives what differs; nothing where it passes. A case whose answer no sensible agent
 * would give is on a list, with the reason, and passes.
 */
export function runCase(test: Case, on: readonly Engine[] = engines): Difference | undefined {
  if (artefacts[test.id] !== undefined) return undefined;
  if (test.shape === 'agent version') return difference(test, runAgentVersion(test));
  for (const engine of on) {
    const outcome = test.shape === 'policies' ? runPolicies(test, engine) : runExpression(test, engine);
    const found = difference(test, outcome, on.length > 1 ? ` (${engine.name} engine)` : '');
    if (found !== undefined) return found;
  }
  return undefined;
}

function difference(test: Case, outcome: Outcome, where = ''): Difference | undefined {
  if (outcome.passed) return undefined;
  return { id: test.id, text: `${test.id}${where}: ${subjectOf(test)}\n${indented(outcome.difference)}` };
}

function subjectOf(test: Case): string {
  switch (test.shape) {
    case 'agent version':
      return `\`${test.constraint}\` for ${test.version}`;
    case 'expression':
      return test.expression;
    case 'policies':
      return test.files.map(({ name }) => name).join(', ');
  }
}

const indented = (text: string): string => text.replace(/^/gm, '    ');
