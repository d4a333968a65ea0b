import type { ReplayReport } from '@secl/simulator';
import type { Found } from '@secl/workspace';

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
const others = ['match', 'rejected', 'undecided'] as const;

type FailOn = (typeof severities)[number] | (typeof others)[number];

export function failOnOf(words: readonly string[]): Found<readonly FailOn[]> {
  const known: readonly string[] = [...others, ...severities];
  const wrong = words.find((word) => !known.includes(word));
  if (wrong !== undefined) return { ok: false, message: `--fail-on ${wrong}: there are ${known.join(', ')}` };
  return { ok: true, value: words as readonly FailOn[] };
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
        return report.rules.some((rule) => rule.outcome === 'undecided');
      default: {
        const least = severities.indexOf(what);
        return report.triggered.some(({ tags }) => severityRank(tags) >= least);
      }
    }
  });
}

/** From 0 for info; -1 where the rule has no severity. */
export function severityRank(tags: Readonly<Record<string, string>>): number {
  return severities.findIndex((severity) => severity === (tags.severity ?? '').toLowerCase());
}
