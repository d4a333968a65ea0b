/** What takes longer than a key may is worked out when nobody types. */
import { useEffect, useState } from 'preact/hooks';
import type { Selection } from './select.ts';

/** Longer than from key to key. */
const pause = 160;

/** The selection that the last pause began with; at once where it did not change by typing. */
export function useSettled(selection: Selection): Selection {
  const [settled, setSettled] = useState(selection);
  const isTyped = settled.state.q !== selection.state.q;
  useEffect(() => {
    if (settled === selection) return;
    const timer = setTimeout(() => setSettled(selection), pause);
    return () => clearTimeout(timer);
  }, [selection, settled]);
  return isTyped ? settled : selection;
}
