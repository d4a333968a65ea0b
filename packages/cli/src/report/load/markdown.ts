import { forMarkdown, forMarkdownCode } from '@secl/text';
import { count, markdownTable } from '../markdown.ts';
import { severityName } from '../problem.ts';
import { countProblems, countRules } from './conclusion.ts';
import type { LoadReport, RuleReport, RuleSetReport } from './model.ts';
import { reasonOf } from './why.ts';

/** The report for a comment on a change: short, what needs a look first. */
export function markdownLoad(report: LoadReport): string {
  const rules = countRules(report);
  const { errors, warnings } = countProblems(report);
  const total = Object.values(rules).reduce((sum, number) => sum + number, 0);
  const parts = Object.entries(rules)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${number} ${status}`);
  const head = `**${count(total, 'rule')}**: ${parts.join(', ') || 'none'} · ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`;
  return ['### secl load\n', head, ...report.ruleSets.map(markdownSet)].join('\n');
}

function markdownSet(set: RuleSetReport): string {
  const targets = set.targets.map(({ name }) => forMarkdown(name)).join(' · ');
  const bad = set.rules.filter(({ status }) => status === 'rejected' || status === 'undecided');
  const rest = set.rules.filter((rule) => !bad.includes(rule));
  const problems = set.problems.map(({ problem, targets: on }) => [
    severityName(problem.severity),
    forMarkdownCode(set.documents.link(problem.place)),
    forMarkdown(problem.message),
    on.length === set.targets.length ? '' : on.map(forMarkdown).join(', '),
  ]);
  return [
    `#### ${forMarkdown(set.name)} on ${targets}\n`,
    ...(bad.length === 0 ? [] : [ruleTable(bad, set)]),
    ...(problems.length === 0 ? [] : [markdownTable(['Severity', 'Where', 'What', 'Only on'], problems)]),
    ...(rest.length === 0
      ? []
      : [
          `<details><summary>${count(rest.length, 'other rule')}</summary>\n\n${ruleTable(rest, set)}\n</details>\n`,
        ]),
  ].join('\n');
}

function ruleTable(rules: readonly RuleReport[], set: RuleSetReport): string {
  const single = set.targets.length === 1;
  const titles = ['Rule', ...(single ? ['Status'] : set.targets.map(({ name }) => forMarkdown(name))), 'Why'];
  const rows = rules.map((rule) => {
    return [
      forMarkdownCode(rule.id),
      ...rule.verdicts.map((each) => each?.state.status ?? 'merged'),
      forMarkdown(reasonOf(rule, set)),
    ];
  });
  return markdownTable(titles, rows);
}
