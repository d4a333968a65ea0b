/** The page: one state, which the address holds, and one selection, which follows it. */
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Card } from './card.tsx';
import { Filters } from './filters.tsx';
import type { Fleet } from './fleet.ts';
import { Header } from './header.tsx';
import { type PageContext, PageProvider } from './page-context.ts';
import { type Found, type Selection, select } from './select.ts';
import { inSlices, type Sliced } from './slices.ts';
import { fromHash, type State, selectsAlike, toHash, type View } from './state.ts';
import { Tabs, tabsOf } from './tabs.tsx';
import { onSystemTheme, switchTheme } from './theme.ts';
import { AgentsView } from './views/agents-view.tsx';
import { AttackView } from './views/attack-view.tsx';
import { FleetView } from './views/fleet-view.tsx';
import { NotesView } from './views/notes-view.tsx';
import { PoliciesView } from './views/policies-view.tsx';
import { ReportedView } from './views/reported-view.tsx';
import { RulesView } from './views/rules-view.tsx';
import { ServerlessView } from './views/serverless-view.tsx';
import { WhatIfView } from './views/what-if-view.tsx';

const views: Readonly<Record<View, () => JSX.Element | null>> = {
  fleet: FleetView,
  rules: RulesView,
  policies: PoliciesView,
  serverless: ServerlessView,
  attack: AttackView,
  agents: AgentsView,
  'what-if': WhatIfView,
  reported: ReportedView,
  notes: NotesView,
};

/** These are about the whole fleet: filters would change nothing. */
const aboutAll: ReadonlySet<View> = new Set(['what-if', 'reported', 'notes']);

/** Browsers refuse addresses that change with every key. */
const addressDelay = 300;

interface Shown {
  readonly state: State;
  readonly selection: Selection;
}

export function App({ fleet, first }: { readonly fleet: Fleet; readonly first: Found }): JSX.Element {
  const [shown, setShown] = useState<Shown>({ state: first.selection.state, selection: first.selection });
  const [looks, setLooks] = useState(0);
  const latest = useRef<State>(first.selection.state);
  const found = useRef<Found>(first);
  const job = useRef<Sliced | undefined>(undefined);
  const timer = useRef(0);

  const show = useCallback(
    (state: State): void => {
      latest.current = state;
      job.current?.cancel();
      const { selection } = found.current;
      if (selectsAlike(selection.state, state)) {
        setShown({ state, selection });
        return;
      }
      job.current = inSlices(select(fleet, state, found.current), (result) => {
        found.current = result;
        setShown({ state: latest.current, selection: result.selection });
      });
    },
    [fleet],
  );
  const go = useCallback<PageContext['go']>(
    (change, how) => {
      const state = { ...latest.current, ...change };
      clearTimeout(timer.current);
      if (how === 'typing')
        timer.current = window.setTimeout(
          () => history.replaceState(null, '', toHash(latest.current)),
          addressDelay,
        );
      else history.pushState(null, '', toHash(state));
      show(state);
    },
    [show],
  );
  const redraw = useCallback(() => setLooks((count) => count + 1), []);
  useEffect(() => {
    const follow = (): void => show(fromHash(location.hash));
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    addEventListener('resize', redraw);
    onSystemTheme(redraw);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
      removeEventListener('resize', redraw);
    };
  }, [show, redraw]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === '/' && !inField) {
        const search = document.querySelector<HTMLInputElement>('#search');
        event.preventDefault();
        search?.focus();
        search?.select();
      } else if (event.key === 'Escape') {
        if (event.target instanceof HTMLInputElement && latest.current.q !== '') {
          event.preventDefault();
          event.target.value = '';
          go({ q: '' }, 'typing');
        } else if (latest.current.card !== '') go({ card: '' });
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [go]);

  const { state, selection } = shown;
  const page = useMemo<PageContext>(
    () => ({ fleet, state, selection, go, looks }),
    [fleet, state, selection, go, looks],
  );
  const view = tabsOf(fleet).some((tab) => tab.view === state.view) ? state.view : 'fleet';
  const View = views[view];
  return (
    <PageProvider value={page}>
      <div class={state.card === '' ? 'page' : 'page has-card'}>
        <div class="page-main">
          <Header
            onTheme={() => {
              switchTheme();
              redraw();
            }}
          />
          <Tabs />
          {aboutAll.has(view) ? null : <Filters />}
          <main>
            <View />
          </main>
          <footer class="keys">
            <kbd>/</kbd> search <kbd>Tab</kbd> into the honeycomb, <kbd>←↑↓→</kbd> through it,{' '}
            <kbd>Enter</kbd> opens a card, <kbd>Esc</kbd> closes it. The address holds what is shown: a link
            to it shows the same.
          </footer>
        </div>
        <Card />
      </div>
    </PageProvider>
  );
}
