/** What the signs mean, how many there are of each, and the way to see only these. */
import type { JSX } from 'preact';
import { lookOf, type StateName } from './looks.ts';
import { usePage } from './page-context.ts';
import { number, Sign } from './text.tsx';

export function Legend(): JSX.Element {
  const { state, selection, go } = usePage();
  const chosen = state.status === '' ? [] : state.status.split(',');
  const toggle = (name: StateName): void => {
    const next = chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name];
    go({ status: next.join(',') });
  };
  return (
    <ul class="legend" aria-label="States, to choose from">
      {selection.lens.states.map((name, index) => {
        const total = selection.counts[index] ?? 0;
        if (total === 0 && !chosen.includes(name)) return null;
        return (
          <li key={name}>
            <button
              type="button"
              class="legend-item"
              aria-pressed={chosen.includes(name)}
              title={lookOf(name).means}
              onClick={() => toggle(name)}
            >
              <Sign state={name} /> <strong>{number(total)}</strong> {lookOf(name).words}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
