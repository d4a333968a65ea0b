import { forWorkflowCommand, forWorkflowProperty } from '@secl/text';
import type { Finding } from './lint-report.ts';

export const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub shows this many annotations of each level that a step makes, and drops the rest without a word. */
const mostOfLevel = 10;

/** What is told beside the code. */
export type Annotated = Pick<Finding, 'severity' | 'code' | 'message' | 'place'>;

/**
 * A line for each finding, which GitHub shows beside the code, and how many there is no room for. `taken` is what the step
 * says besides.
 */
export function annotations(
  findings: readonly Annotated[],
  taken: readonly Finding['severity'][],
): { readonly lines: readonly string[]; readonly left: number } {
  const shown = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const room = mostOfLevel - taken.filter((each) => each === severity).length;
    return findings.filter((finding) => finding.severity === severity).slice(0, Math.max(0, room));
  });
  return { lines: shown.map(annotation), left: findings.length - shown.length };
}

function annotation({ severity, code, message, place: { file, start, end } }: Annotated): string {
  const properties = {
    file,
    line: start.line,
    endLine: end.line,
    // Columns make sense to GitHub within one line only.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: code,
  };
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${forWorkflowProperty(String(value))}`,
  );
  return `::${commands[severity]} ${written.join(',')}::${forWorkflowCommand(message)}`;
}

/** Something that the action itself has to say. */
export interface Notice {
  readonly severity: Finding['severity'];
  readonly message: string;
}

export function noticeLine({ severity, message }: Notice): string {
  return `::${commands[severity]} title=secl::${forWorkflowCommand(message)}`;
}
