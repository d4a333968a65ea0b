import type { Finding } from '@secl/lint';
import type { CarriedPolicy } from '@secl/policy';
import { carriedIn, type Found } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import type { Git } from '../git.ts';
import type { ChosenRuleSet } from '../policies-run.ts';
import { baseCommit } from './base-commit.ts';

/** Whether a finding is about something that changed. */
export type IsChanged = (finding: Finding) => boolean;

/**
 * What changed since a commit: rules and macros whose own text is another, and those that use a macro that changed.
 * Where they stand does not matter, in a file as little as among files. What a finding says of a file as a whole counts
 * where the file changed at all.
 */
export async function changedSince(
  git: Git,
  ref: string,
  sets: readonly ChosenRuleSet[],
): Promise<Found<IsChanged>> {
  const base = await baseCommit(git, ref);
  if (!base.ok) return base;
  const carried = [
    ...new Map(sets.flatMap((set) => set.carried).map((each) => [each.file.name, each])).values(),
  ];
  const homes = [...new Set(carried.map(({ home }) => home.document))];
  const before = await filesAt(git, base.value, homes);
  if (!before.ok) return { ok: false, message: `--changed-since ${ref}: ${before.message}` };
  const tools = carrierTools();
  const old = new Set<string>();
  const oldTexts = new Set<string>();
  for (const [name, bytes] of before.value) {
    for (const policy of await carriedIn(name, bytes, tools)) {
      oldTexts.add(lines(policy.text));
      for (const item of itemsOf(policy)) old.add(item.key);
    }
  }
  const items = carried.flatMap((policy) => itemsOf(policy));
  const changed = withUsers(items, new Set(items.filter(({ key }) => !old.has(key))));
  const unchangedFiles = new Set(
    carried.filter(({ text }) => oldTexts.has(lines(text))).map(({ file }) => file.name),
  );
  return {
    ok: true,
    value: ({ place: { document, range } }) => {
      if (unchangedFiles.has(document)) return usesChange(items, changed, document, range.start);
      const item = items.find((each) => each.document === document && isIn(range.start, each));
      return item === undefined || changed.has(item);
    },
  };
}

interface Item {
  readonly kind: 'rule' | 'macro';
  readonly id: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Equal for definitions that say the same in the same words. */
  readonly key: string;
}

function itemsOf({ file, text }: CarriedPolicy): readonly Item[] {
  const kinds = [
    ...file.rules.map((each) => ({ kind: 'rule' as const, each })),
    ...file.macros.map((each) => ({ kind: 'macro' as const, each })),
  ];
  return kinds.map(({ kind, each: { id, offset, range } }) => {
    const start = offset + range.start;
    const end = offset + range.end;
    const own = lines(text.slice(start, end));
    return {
      kind,
      id: id?.value ?? '',
      document: file.name,
      start,
      end,
      text: own,
      key: `${kind}\n${file.kind}\n${own}`,
    };
  });
}

/** Items that changed, and those that use a macro which did. */
function withUsers(items: readonly Item[], changed: ReadonlySet<Item>): ReadonlySet<Item> {
  const all = new Set(changed);
  let names = macroNames(changed);
  while (names.size > 0) {
    const users = items.filter(
      (item) => !all.has(item) && (item.text.match(/[A-Za-z_]\w*/g) ?? []).some((word) => names.has(word)),
    );
    for (const user of users) all.add(user);
    names = macroNames(users);
  }
  return all;
}

function macroNames(items: Iterable<Item>): ReadonlySet<string> {
  return new Set([...items].filter(({ kind }) => kind === 'macro').map(({ id }) => id));
}

/** In a file that is as it was, only what uses a macro of another file can have changed. */
function usesChange(
  items: readonly Item[],
  changed: ReadonlySet<Item>,
  document: string,
  offset: number,
): boolean {
  return items.some((item) => item.document === document && isIn(offset, item) && changed.has(item));
}

function isIn(offset: number, { start, end }: Item): boolean {
  return start <= offset && offset <= end;
}

/** Git may change line ends when it checks out. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');

/** The files of a commit, by their names from the working directory; those that it does not have are left out. */
async function filesAt(
  git: Git,
  commit: string,
  names: readonly string[],
): Promise<Found<ReadonlyMap<string, Uint8Array>>> {
  const found = new Map<string, Uint8Array>();
  if (names.length === 0) return { ok: true, value: found };
  const listed = await git(['ls-tree', '-z', commit, '--', ...names]);
  if (!listed.ok) return { ok: false, message: listed.message };
  for (const row of new TextDecoder().decode(listed.stdout).split('\0')) {
    const [, kind = '', id = '', name = ''] = /^\d+ (\w+) ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
    if (kind !== 'blob') continue;
    const blob = await git(['cat-file', 'blob', id]);
    if (!blob.ok) return { ok: false, message: blob.message };
    found.set(name, blob.stdout);
  }
  return { ok: true, value: found };
}
