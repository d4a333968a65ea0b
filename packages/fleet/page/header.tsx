/** The whole in a sentence, about what the filters leave. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { liveShare } from './counting.ts';
import { usePage } from './page-context.ts';
import { Bar, count, members, number, percent, shown } from './text.tsx';
import { themeNow } from './theme.ts';

export function Header({ onTheme }: { readonly onTheme: () => void }): JSX.Element {
  const { fleet, selection } = usePage();
  const { policies, rules, sources, summary } = fleet.data;
  const share = useMemo(() => liveShare(selection), [selection]);
  const isPart = selection.members.length < fleet.count;
  const hosts = selection.members.length - selection.tasks;
  return (
    <header class="page-head">
      <h1>Predicted coverage</h1>
      <button type="button" class="button theme" onClick={onTheme}>
        {themeNow() === 'dark' ? 'Light' : 'Dark'}
      </button>
      <div class="headline">
        <strong
          class={`figure ${share === undefined ? '' : share >= 1 ? 'good' : share < 0.5 ? 'bad' : 'some'}`}
        >
          {share === undefined ? '–' : percent(share)}
        </strong>
        <div class="headline-words">
          <p>
            {share === undefined
              ? 'No rule should be live here'
              : selection.lens.isNarrow
                ? `of ${count(selection.lens.rules.length, 'chosen rule')} are live where they should be`.replace(
                    'of 1 chosen rule are',
                    'of one chosen rule is',
                  )
                : 'of the rules are live where they should be'}
          </p>
          <p class="faint">
            {isPart
              ? partWords(hosts, summary.hosts, selection.tasks, summary.tasks)
              : members(hosts, selection.tasks)}{' '}
            · {count(rules.length, 'rule')} in {count(policies.length, 'policy', 'policies')}
            {summary.outdated > 0 && !isPart ? ` · ${number(summary.outdated)} outdated agents` : ''}
          </p>
          <p class="faint small">{sources.map(({ name }) => shown(name)).join(' · ')}</p>
        </div>
        <Bar share={share ?? 0} />
      </div>
    </header>
  );
}

/** `12 of 50 hosts, 3 of 20 tasks`. */
function partWords(hosts: number, allHosts: number, tasks: number, allTasks: number): string {
  const parts = [
    ...(allHosts > 0 ? [`${number(hosts)} of ${count(allHosts, 'host')}`] : []),
    ...(allTasks > 0 ? [`${number(tasks)} of ${count(allTasks, 'task')}`] : []),
  ];
  return parts.join(', ');
}
