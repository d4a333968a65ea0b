/** The report of a replay for a terminal: what triggered in the order it happened, then what did not and why. */
import type { ReplayReport, WhyNot } from '@secl/simulator';
import type { Documents } from '../report/documents.ts';
import type { Paint } from '../report/paint.ts';
import { prettyAgentSaid } from './agent-said.ts';
import { prettyDecidable } from './decidable.ts';
import type { Grouping } from './groups.ts';
import { prettyHead } from './head.ts';
import { prettySilent } from './silent.ts';
import { prettyTriggered } from './triggered.ts';
import { prettyWhyNot } from './why-not.ts';

export interface Looks {
  readonly documents: Documents;
  readonly paint: Paint;
  readonly columns: number | undefined;
  readonly target: string;
  readonly groupBy: Grouping;
}

export function prettyReplay(report: ReplayReport, whyNot: readonly WhyNot[], looks: Looks): string {
  const why = whyNot.map((each) => prettyWhyNot(each, report, looks));
  // Who asks why reads that: the rest is one command away.
  const sections =
    why.length > 0
      ? [prettyHead(report, looks), ...why]
      : [
          prettyHead(report, looks),
          prettyTriggered(report, looks),
          prettyAgentSaid(report, looks),
          prettySilent(report, looks),
          prettyDecidable(report, looks),
          hint(report, looks),
        ];
  return sections.filter((section) => section !== '').join('\n');
}

function hint({ rules }: ReplayReport, { paint }: Looks): string {
  const quiet = rules.find((rule) => rule.outcome === 'no-match');
  return quiet === undefined ? '' : paint.faint(`Why is a rule silent?  --why ${quiet.id}\n`);
}

/** As wide as the terminal, but no wider than one reads. */
export function widthOf({ columns }: Pick<Looks, 'columns'>): number {
  return Math.min(Math.max(columns ?? 100, 40), 120);
}
