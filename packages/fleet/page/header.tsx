/** The whole in a sentence, about what the filters leave. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { liveShare } from './counting.ts';
import type { Fleet } from './fleet.ts';
import { usePage } from './page-context.ts';
import type { Selection } from './select.ts';
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
          <p>{sentence(fleet, selection, share)}</p>
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

function sentence(fleet: Fleet, { lens, members: left }: Selection, share: number | undefined): string {
  if (left.length === 0) return 'No host and no task is left';
  if (share === undefined) return 'No rule should be live here';
  const [first, ...others] = lens.rules;
  if (!lens.isNarrow || first === undefined) return 'of the rules are live where they should be';
  if (others.length === 0)
    return `of where it should be: ${shown(fleet.data.rules[first]?.id ?? '')} is live there`;
  return `of the ${number(lens.rules.length)} chosen rules are live where they should be`;
}

/** `12 of 50 hosts, 3 of 20 tasks`. */
function partWords(hosts: number, allHosts: number, tasks: number, allTasks: number): string {
  const parts = [
    ...(allHosts > 0 ? [`${number(hosts)} of ${count(allHosts, 'host')}`] : []),
    ...(allTasks > 0 ? [`${number(tasks)} of ${count(allTasks, 'task')}`] : []),
  ];
  return parts.join(', ');
}
