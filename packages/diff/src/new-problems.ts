import type { Problem } from '@secl/text';
import type { FileDiff, NewProblem } from './rule-set-diff.ts';
import type { Side } from './side.ts';

/** What loading has to say now and did not before, and how much of before it says no more. Notes do not count. */
export function newProblems(
  base: Side,
  head: Side,
): { readonly problems: readonly NewProblem[]; readonly solved: number } {
  const [before, after] = [problemsOf(base), problemsOf(head)];
  const old = new Map<string, number>();
  for (const { problem } of before) old.set(keyOf(problem), (old.get(keyOf(problem)) ?? 0) + 1);
  const problems = after.filter(({ problem }) => {
    const left = old.get(keyOf(problem)) ?? 0;
    old.set(keyOf(problem), left - 1);
    return left <= 0;
  });
  const solved = [...old.values()].filter((left) => left > 0).reduce((sum, left) => sum + left, 0);
  return { problems, solved };
}

/** Each once, with the targets that have it, in file order. Of a file that agents lose only that is told. */
function problemsOf({ files, loads }: Side): readonly NewProblem[] {
  const lost = new Set(files.flatMap(({ name, unreadable }) => (unreadable === undefined ? [] : [name])));
  const found = new Map<string, { readonly problem: Problem; readonly targets: Set<string> }>();
  for (const { target, ruleSet } of loads) {
    for (const problem of ruleSet.problems) {
      if (
        lost.has(problem.place.document) ||
        (problem.severity !== 'error' && problem.severity !== 'warning')
      )
        continue;
      const { document, range } = problem.place;
      const key = [document, range.start, range.end, problem.code, problem.message].join('\u0000');
      const known = found.get(key) ?? { problem, targets: new Set() };
      known.targets.add(target);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ problem, targets }) => ({ problem, targets: [...targets] }));
}

/** Where something stands does not matter: lines move, files are renamed. */
function keyOf({ code, message }: Problem): string {
  return `${code} ${message}`;
}

/** Files that agents lose after the change and did not before, then those that they read again. */
export function fileDiffs({ files: before }: Side, { files: after }: Side): readonly FileDiff[] {
  const lost = (files: Side['files']): readonly FileDiff[] =>
    files.flatMap(({ name, unreadable }) =>
      unreadable === undefined ? [] : [{ name, change: 'unreadable', problem: unreadable }],
    );
  const isIn =
    (files: readonly FileDiff[]) =>
    ({ name, problem }: FileDiff): boolean =>
      files.some(
        (each) => baseName(each.name) === baseName(name) && each.problem.message === problem.message,
      );
  const [was, is] = [lost(before), lost(after)];
  const readable = was.filter((each) => !is.some(({ name }) => baseName(name) === baseName(each.name)));
  const there = readable.filter(({ name }) => after.some((file) => baseName(file.name) === baseName(name)));
  return [
    ...is.filter((each) => !isIn(was)(each)),
    ...there.map((each) => ({ ...each, change: 'readable' as const })),
  ];
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
