/** What takes hosts and rules out: a search, lists to choose from, and what is chosen, each with a way back. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Choice, choicesOf } from './choices.ts';
import { groupingKinds, mainKind } from './grouping.ts';
import { usePage } from './page-context.ts';
import { type Filter, filters, plain, type State } from './state.ts';
import { shown } from './text.tsx';

export function Filters(): JSX.Element {
  const { fleet, state, go } = usePage();
  const choices = useMemo(() => choicesOf(fleet), [fleet]);
  const kinds = useMemo(() => groupingKinds(fleet), [fleet]);
  const chosen = filters.filter((key) => state[key] !== '');
  return (
    <section class="filters" aria-label="Filters">
      <div class="filter-row">
        <Search />
        {choices.map((choice) => (
          <Select
            key={choice.key}
            choice={choice}
            value={state[choice.key]}
            onChange={(value) => go({ [choice.key]: value })}
          />
        ))}
        {kinds.length === 0 ? null : (
          <Select
            choice={{
              key: 'by',
              title: 'Group by',
              all: '',
              options: [
                {
                  title: '',
                  values: kinds.map((kind) => ({
                    value: kind,
                    words: kind === 'kind' ? 'hosts and tasks' : kind,
                  })),
                },
              ],
            }}
            value={state.by === '' ? mainKind(fleet) : state.by}
            onChange={(value) => go({ by: value === mainKind(fleet) ? '' : value })}
          />
        )}
      </div>
      {chosen.length === 0 ? null : (
        <ul class="chips" aria-label="Chosen filters">
          {chosen.map((key) => (
            <li key={key}>
              <button
                type="button"
                class="chip"
                onClick={() => go({ [key]: '' })}
                aria-label={`Take back ${names[key]} ${shown(state[key])}`}
              >
                <span class="faint">{names[key]}</span> {shown(state[key])} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
          <li>
            <button type="button" class="link" onClick={() => go(nothingChosen)}>
              Take back all
            </button>
          </li>
        </ul>
      )}
    </section>
  );
}

const nothingChosen: Partial<State> = Object.fromEntries(filters.map((key) => [key, plain[key]]));

const names: Readonly<Record<Filter, string>> = {
  q: 'name',
  cluster: 'cluster',
  version: 'agent',
  status: 'status',
  in: 'in',
  policy: 'policy',
  type: 'policy type',
  rule: 'rule',
  tactic: 'tactic',
  technique: 'technique',
};

/** The field is the reader's while it is typed into: it is written to only from elsewhere. */
function Search(): JSX.Element {
  const { state, go } = usePage();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = field.current;
    if (element !== null && document.activeElement !== element && element.value !== state.q)
      element.value = state.q;
    if (element !== null && state.q === '' && element.value.trim() !== '') element.value = '';
  }, [state.q]);
  return (
    <div class="field search">
      <label for="search">Host or task</label>
      <input
        ref={field}
        id="search"
        type="search"
        placeholder="a part of its name"
        defaultValue={state.q}
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
        onInput={(event) => go({ q: event.currentTarget.value }, 'typing')}
      />
    </div>
  );
}

function Select({
  choice,
  value,
  onChange,
}: {
  readonly choice: Choice;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { key, title, all, options } = choice;
  const isListed = value === '' || options.some(({ values }) => values.some((each) => each.value === value));
  // Of long lists a keystroke elsewhere redraws nothing.
  return useMemo(
    () => (
      <div class={`field${value === '' || choice.all === '' ? '' : ' is-set'}`}>
        <label for={`choose-${key}`}>{title}</label>
        <select id={`choose-${key}`} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {all === '' ? null : <option value="">{all}</option>}
          {isListed ? null : <option value={value}>{shown(value)}</option>}
          {options.map((group) =>
            group.title === '' ? (
              group.values.map(option)
            ) : (
              <optgroup key={group.title} label={group.title}>
                {group.values.map(option)}
              </optgroup>
            ),
          )}
        </select>
      </div>
    ),
    [title, value],
  );
}

function option({ value, words }: { readonly value: string; readonly words: string }): JSX.Element {
  return (
    <option key={value} value={value}>
      {shown(words)}
    </option>
  );
}
