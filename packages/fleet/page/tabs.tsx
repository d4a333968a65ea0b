/** The parts of the report; one about nothing is not there. */
import type { JSX } from 'preact';
import type { Fleet } from './fleet.ts';
import { usePage } from './page-context.ts';
import type { View } from './state.ts';
import { number } from './text.tsx';

interface Tab {
  readonly view: View;
  readonly title: string;
  readonly count?: number;
}

export function tabsOf({ data, hosts, count }: Fleet): readonly Tab[] {
  const notes = data.problems.length + data.demands.filter(({ met }) => !met).length;
  return [
    { view: 'fleet', title: 'Fleet' },
    { view: 'rules', title: 'Rules' },
    { view: 'policies', title: 'Policies' },
    ...(count > hosts ? [{ view: 'serverless', title: 'Serverless' } as const] : []),
    { view: 'attack', title: 'ATT&CK' },
    { view: 'agents', title: 'Agents' },
    ...(data.whatIf === null
      ? []
      : [{ view: 'what-if', title: 'What if', count: data.whatIf.comparison.rules.length } as const]),
    ...(data.differences.length === 0
      ? []
      : [{ view: 'reported', title: 'Predicted and reported', count: data.differences.length } as const]),
    { view: 'notes', title: 'Notes', ...(notes === 0 ? {} : { count: notes }) },
  ];
}

export function Tabs(): JSX.Element {
  const { fleet, state, go } = usePage();
  return (
    <nav class="tabs" aria-label="Parts of the report">
      {tabsOf(fleet).map(({ view, title, count }) => (
        <button
          key={view}
          type="button"
          class="tab"
          aria-current={state.view === view ? 'page' : undefined}
          onClick={() => go({ view })}
        >
          {title}
          {count === undefined ? null : <span class="badge">{number(count)}</span>}
        </button>
      ))}
    </nav>
  );
}
