/** MITRE ATT&CK: on which share of the selected hosts at least one rule of a tactic or technique is live, and the holes. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { coveredBy } from '../counting.ts';
import { usePage } from '../page-context.ts';
import { useSettled } from '../settled.ts';
import { Bar, count, Empty, number, percent } from '../text.tsx';

export function AttackView(): JSX.Element {
  const { fleet, selection: latest, state, go } = usePage();
  const selection = useSettled(latest);
  const { attack } = fleet.data;
  const all = selection.members.length;
  const chosen = useMemo(() => new Set(selection.lens.rules), [selection]);
  const rows = useMemo(() => {
    const measured = (rules: readonly number[]) => {
      const own = rules.filter((rule) => chosen.has(rule));
      return { rules: own.length, share: all === 0 ? 0 : coveredBy(fleet, selection, own) / all };
    };
    return attack.tactics.map((tactic) => ({
      ...tactic,
      ...measured(tactic.rules),
      techniques: attack.techniques
        .filter(({ tactics }) => tactics.includes(tactic.id))
        .map((technique) => ({ ...technique, ...measured(technique.rules) }))
        .filter(({ rules }) => rules > 0),
    }));
  }, [attack, fleet, selection, chosen, all]);
  const covered = rows.filter(({ rules }) => rules > 0);
  if (covered.length === 0)
    return (
      <Empty title="No rule here names a tactic or a technique.">
        <p>
          Rules name them with the tags <code>tactic</code> and <code>technique</code>.
        </p>
      </Empty>
    );
  const holes = rows.filter(({ rules }) => rules === 0);
  const choose = (key: 'tactic' | 'technique', id: string): void =>
    go({ view: 'fleet', [key]: state[key] === id ? '' : id });
  return (
    <>
      <p class="lead">
        {count(covered.length, 'tactic')} of {rows.length} have a rule here. The bars are the share of the{' '}
        {number(all)} hosts and tasks on which at least one of their rules is live.
      </p>
      <div class="scroll">
        <table class="plain attack">
          <caption class="spoken">
            Tactics and techniques by the share of hosts on which a rule is live
          </caption>
          <thead>
            <tr>
              <th scope="col">Tactic and technique</th>
              <th scope="col">Id</th>
              <th scope="col">Rules</th>
              <th scope="col">A rule of it is live on</th>
            </tr>
          </thead>
          {covered.map(({ id, name, rules, share, techniques }) => (
            <tbody key={id}>
              <tr class="tactic">
                <th scope="row">
                  <button type="button" class="link" onClick={() => choose('tactic', id)}>
                    {name}
                  </button>
                </th>
                <td class="faint">{id}</td>
                <td>{number(rules)}</td>
                <td>
                  <span class="share">
                    <Bar share={share} /> {percent(share)}
                  </span>
                </td>
              </tr>
              {techniques.map((technique) => (
                <tr key={technique.id} class={technique.id.includes('.') ? 'technique sub' : 'technique'}>
                  <th scope="row">
                    <button type="button" class="link" onClick={() => choose('technique', technique.id)}>
                      {technique.name}
                    </button>
                  </th>
                  <td class="faint">{technique.id}</td>
                  <td>{number(technique.rules)}</td>
                  <td>
                    <span class="share">
                      <Bar share={technique.share} /> {percent(technique.share)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {holes.length === 0 ? null : (
        <section>
          <h2 class="minor">Holes</h2>
          <p>No rule here for {holes.map(({ name }) => name).join(', ')}.</p>
          {attack.holes.length === 0 ? null : (
            <details>
              <summary>{number(attack.holes.length)} techniques that no rule names</summary>
              <p class="faint ids">{attack.holes.join(' ')}</p>
            </details>
          )}
        </section>
      )}
    </>
  );
}
