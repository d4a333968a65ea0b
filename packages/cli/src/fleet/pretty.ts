import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import type { Coverage } from './coverage.ts';
import { deadRules } from './dead-rules.ts';
import { honeycomb } from './honeycomb.ts';
import { headline, type Looks, members, paintOf } from './looks.ts';
import { agents, differences, facts, notes, policies, tactics } from './sections.ts';
import { serverless } from './serverless.ts';
import { comparison, demands, upgrade } from './verdicts.ts';

/** The report for people: what was asked first, then the fleet, then what needs a look. */
export function prettyCoverage(coverage: Coverage, looks: Looks): string {
  const { report } = coverage;
  // A question has its answer and no more.
  if (coverage.upgrade !== undefined)
    return [upgrade(coverage.upgrade, looks), demands(coverage.demands, looks)]
      .filter((part) => part !== '')
      .join('\n');
  const parts = [
    head(coverage, looks),
    coverage.comparison === undefined ? '' : comparison(coverage.comparison, coverage.compared, looks),
    honeycomb(report, looks),
    serverless(report, looks),
    deadRules(report, looks),
    policies(report, looks),
    tactics(report, looks),
    facts(report, looks),
    agents(report, looks),
    differences(report, looks),
    notes(report, looks),
    demands(coverage.demands, looks),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function head({ report }: Coverage, looks: Looks): string {
  const paint = paintOf(looks);
  const { summary, rules, policies: all, sources } = report;
  const what = `${members(summary.hosts, summary.tasks)}, ${count(rules.length, 'rule')} in ${count(all.length, 'policy', 'policies')}`;
  const from = sources
    .map(({ name, kinds }) => (kinds.length === 0 ? name : `${name} (${kinds.join(', ')})`))
    .join(' · ');
  return `${paint.strong(headline(summary))}: ${what}\n${paint.faint(forTerminal(from))}\n`;
}
