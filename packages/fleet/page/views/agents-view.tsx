/** Which agents run on the selected hosts, the newest first, and what the inventories leave out. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { usePage } from '../page-context.ts';
import { useSettled } from '../settled.ts';
import { count, Empty, number, shown } from '../text.tsx';

export function AgentsView(): JSX.Element {
  const { fleet, selection: latest, go } = usePage();
  const selection = useSettled(latest);
  const { summary, versions } = fleet.data;
  const counted = useMemo(() => {
    const { values, at } = fleet.texts.agent;
    const counts = new Int32Array(values.length);
    let without = 0;
    for (const member of selection.members) {
      const number = at[member] ?? -1;
      if (number === -1) without++;
      else counts[number] = (counts[number] ?? 0) + 1;
    }
    const rows = versions
      .map((version) => ({ ...version, members: counts[values.indexOf(version.version)] ?? 0 }))
      .filter(({ members }) => members > 0);
    return { rows, without, most: Math.max(1, ...rows.map(({ members }) => members)) };
  }, [fleet, selection, versions]);
  const { rows, without, most } = counted;
  if (rows.length === 0) return <Empty title="No agent runs here, or none is known." />;
  const outdated = rows.filter((row) => row.outdated).reduce((sum, { members }) => sum + members, 0);
  return (
    <>
      <p class="lead">
        {outdated === 0
          ? `No agent here is older than ${summary.oldestCurrentAgent}.`
          : `${count(outdated, 'agent')} ${outdated === 1 ? 'is' : 'are'} outdated: older than ${summary.oldestCurrentAgent}.`}
        {without === 0 ? '' : ` ${number(without)} without an agent, or with one of unknown version.`}
      </p>
      <div class="scroll">
        <table class="plain numbers agents">
          <caption class="spoken">Versions of agents</caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Hosts and tasks</th>
              <th scope="col">
                <span class="spoken">As a bar</span>
              </th>
              <th scope="col">Releases behind</th>
              <th scope="col">
                <span class="spoken">Remark</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ version, members, behind, outdated: isOld, newer }) => (
              <tr key={version}>
                <th scope="row">
                  <button type="button" class="link" onClick={() => go({ view: 'fleet', version })}>
                    {shown(version)}
                  </button>
                </th>
                <td>{number(members)}</td>
                <td class="words">
                  <span class={`bar plainly ${isOld ? 'some' : 'good'}`} aria-hidden="true">
                    <i style={{ width: `${Math.max(1, (100 * members) / most)}%` }} />
                  </span>
                </td>
                <td>{behind === null ? '–' : number(behind)}</td>
                <td class="words">
                  {isOld ? <span class="tag warn">outdated</span> : null}
                  {newer ? <span class="tag">newer than all that is known here</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
