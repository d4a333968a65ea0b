/** The honeycomb, and the same hosts as a table. */
import type { JSX } from 'preact';
import { Comb } from '../comb.tsx';
import { shortName, textOf } from '../fleet.ts';
import { Legend } from '../legend.tsx';
import { cardOf, memberOf } from '../links.ts';
import { LookFirst } from '../look-first.tsx';
import { usePage } from '../page-context.ts';
import { Empty, StateWords, shown } from '../text.tsx';
import { type TableColumn, VirtualTable } from '../virtual-table.tsx';

const columns: readonly TableColumn[] = [
  { title: 'Host or task', weight: 22 },
  { title: 'Status', weight: 11 },
  { title: 'Agent', weight: 7 },
  { title: 'Cluster', weight: 10 },
  { title: 'System', weight: 10 },
];

export function FleetView(): JSX.Element {
  const { fleet, selection, state, go } = usePage();
  const open = memberOf(fleet, state.card);
  if (selection.members.length === 0)
    return (
      <>
        <Legend />
        <Empty title="No host and no task has all of this.">
          <p>Take a filter back to see more.</p>
        </Empty>
      </>
    );
  return (
    <>
      <Legend />
      <Comb height={Math.max(300, Math.round(window.innerHeight * 0.52))} />
      <LookFirst />
      <VirtualTable
        label="Hosts and tasks"
        columns={columns}
        rows={selection.members.length}
        height={12}
        isOpen={(row) => selection.members[row] === open}
        onOpen={(row) => go({ card: cardOf('host', fleet.names[selection.members[row] ?? -1] ?? '') })}
        cells={(row) => {
          const member = selection.members[row] ?? 0;
          const name = selection.lens.states[selection.lens.of(member)];
          const system = [textOf(fleet, 'distroOrLaunch', member) ?? textOf(fleet, 'os', member)].join(' ');
          return [
            shown(shortName(fleet, member)),
            name === undefined ? '' : <StateWords state={name} />,
            shown(textOf(fleet, 'agent', member) ?? '–'),
            shown(textOf(fleet, 'cluster', member) ?? '–'),
            shown(system === '' ? '–' : system),
          ];
        }}
      />
    </>
  );
}
