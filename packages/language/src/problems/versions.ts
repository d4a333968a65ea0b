import type { LanguageProblemKind } from '../problems.ts';

/** What the parsers of old agents do not know. */
export const versionProblems = {
  'syntax/not-in-version': {
    kind: 'syntax',
    severity: 'error',
    title: 'Not in the language of this agent',
    message: '{what} is a syntax error on agent {agent}; agents read it since {since}',
    explanation:
      'The language has grown: `>=` and `<=` came with 7.28, durations such as `10m` with 7.29. An `agent_version` keeps older agents away from the rule.',
    avoid: 'process.uid >= 1000 # on agents before 7.28',
    prefer: 'agent_version: ">= 7.28"',
  },
} as const satisfies Readonly<Record<string, LanguageProblemKind>>;
