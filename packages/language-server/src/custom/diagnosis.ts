import { type PlacedSet, stateWords } from '@secl/language-service';
import type { RuleVerdict } from '@secl/policy';
import type { CellStatus, DiagnosedSet, Diagnosis } from './protocol.ts';
import { placeIn } from './shown.ts';

/** What becomes of every rule on every target. */
export function diagnose(sets: readonly PlacedSet[]): Diagnosis {
  return { sets: sets.map(diagnosedSet) };
}

function diagnosedSet(placed: PlacedSet): DiagnosedSet {
  const { name, views } = placed.set;
  const columns = views.map(({ set }) => new Map(set.verdicts.map((verdict) => [verdict.id, verdict])));
  const places = new Map<string, RuleVerdict>();
  for (const column of columns)
    for (const [id, verdict] of column) if (!places.has(id)) places.set(id, verdict);
  return {
    name,
    targets: views.map(({ target }) => target.name),
    rules: [...places].map(([id, { place }]) => ({
      id,
      ...placeIn(placed, place),
      cells: columns.map((column) => cellOf(column.get(id))),
    })),
  };
}

function cellOf(verdict: RuleVerdict | undefined): { readonly status: CellStatus; readonly words: string } {
  if (verdict === undefined) return { status: 'absent', words: stateWords(undefined) };
  if (verdict.neverFires) return { status: 'never', words: 'loads, but such events never come there' };
  return { status: verdict.state.status, words: stateWords(verdict.state) };
}
