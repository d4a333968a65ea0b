import type { ReplayReport } from '@secl/simulator';
import type { Found } from '@secl/workspace';
import { severities, severityRank } from './severity.ts';

const others = ['match', 'rejected', 'undecided'] as const;

export type FailOn = (typeof severities)[number] | (typeof others)[number];
const known: readonly FailOn[] = [...others, ...severities];

/** What `--fail-on` names, or a message where it names something else. */
export function failOnOf(words: readonly string[]): Found<readonly FailOn[]> {
  const found: FailOn[] = [];
  for (const word of words) {
    const what = known.find((each) => each === word);
    if (what === undefined) return { ok: false, message: `--fail-on ${word}: there are ${known.join(', ')}` };
    found.push(what);
  }
  return { ok: true, value: found };
}

/** Whether the replay found what it shall fail on. A severity stands for itself and those above. */
export function failing(report: ReplayReport, failOn: readonly FailOn[]): boolean {
  return failOn.some((what) => {
    switch (what) {
      case 'match':
        return report.triggered.length > 0;
      case 'rejected':
        return report.rules.some((rule) => rule.state.status === 'rejected');
      case 'undecided':
        return report.rules.some((rule) => rule.outcome === 'undecided' || rule.state.status === 'undecided');
      default: {
        const least = severities.indexOf(what);
        return report.triggered.some(({ tags }) => severityRank(tags) >= least);
      }
    }
  });
}
