/** What every part of the page needs: the fleet, what is selected of it, and the way to another state. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Fleet } from './fleet.ts';
import type { Selection } from './select.ts';
import type { State } from './state.ts';

export interface PageContext {
  readonly fleet: Fleet;
  readonly state: State;
  /** Of the state, or of the one before while that of the state is worked out. */
  readonly selection: Selection;
  /** A step that the browser's way back takes back; `typing` makes none. */
  readonly go: (change: Partial<State>, how?: 'typing') => void;
  /** Counts changes of colours and sizes, which pictures must be told of. */
  readonly looks: number;
}

const Context = createContext<PageContext | undefined>(undefined);
export const PageProvider = Context.Provider;

export function usePage(): PageContext {
  const page = useContext(Context);
  if (page === undefined) throw new Error('a part of the page is drawn outside of it');
  return page;
}
