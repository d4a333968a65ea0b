import { attack } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import {
  type AttackTag,
  attackTags,
  nameOf,
  parentOf,
  rewritten,
  slugOf,
  slugOfKnown,
} from '../attack-tags.ts';
import { placeIn } from '../tags.ts';

/** Ids and names are those of ATT&CK v18 (facts/attack.json); names change over time, so a slug that is close passes. */
export const mitreSlug: LintRule = {
  id: 'metadata/mitre-slug',
  title: 'MITRE id and name that do not belong together',
  level: 'warning',
  needs: 'rule',
  messages: {
    other: '`{id}` is "{name}": `{slug}` is the name of `{other}`',
    name: '`{id}` is "{name}", not `{slug}`',
  },
  check(rule, { report }) {
    for (const tag of attackTags(rule)) {
      const { id, slug } = tag;
      const name = id === undefined ? undefined : nameOf(id);
      if (id === undefined || name === undefined || slug === '' || isNamed(id, name, slug)) continue;
      const other = ownerOf(slug, tag);
      if (other !== undefined) {
        const fix = rewritten(tag, other, slug, `write \`${other}\``);
        report(placeIn(tag, 0, id.length), 'other', { id, name, slug, other }, { fix });
      } else if (!sharesWord(id, name, slug)) {
        const fix = rewritten(tag, id, slugOf(name), `write \`${slugOf(name)}\``);
        const place = placeIn(tag, id.length + 1, tag.value.length);
        report(place, 'name', { id, name, slug }, { fix });
      }
    }
  },
};

/** `/`, `and` and `or` are written in many ways. */
function words(text: string): readonly string[] {
  return slugOf(text)
    .split('-')
    .filter((word) => !['and', 'or', 'of', 'the', 'to', 'for', 'with', ''].includes(word));
}

/** With its parent's name in front as well, and abbreviated at its end. */
function isNamed(id: string, name: string, slug: string): boolean {
  if (slug === slugOfKnown(name)) return true;
  const said = words(slug).join(' ');
  const parent = parentOf(id);
  const above = parent === undefined ? '' : (nameOf(parent) ?? '');
  const names = [words(name).join(' '), words(`${above} ${name}`).join(' ')];
  return names.some((each) => each.startsWith(said) || said.startsWith(each));
}

function sharesWord(id: string, name: string, slug: string): boolean {
  const parent = parentOf(id);
  const known = new Set([...words(name), ...words(parent === undefined ? '' : (nameOf(parent) ?? ''))]);
  return words(slug).some((word) => known.has(word));
}

/** The id whose name the slug is: a part of the technique itself where several have that name. */
function ownerOf(slug: string, { id = '' }: AttackTag): string | undefined {
  owners ??= byName();
  const tactic = id.startsWith('TA');
  const named = (owners.get(words(slug).join(' ')) ?? []).filter((each) => each.startsWith('TA') === tactic);
  const [family = ''] = id.split('.');
  return named.find((each) => each.startsWith(family)) ?? (named.length === 1 ? named[0] : undefined);
}

let owners: ReadonlyMap<string, readonly string[]> | undefined;

function byName(): ReadonlyMap<string, readonly string[]> {
  const { tactics, techniques } = attack();
  const table = [...tactics, ...[...techniques.values()].map(({ id, name }) => [id, name] as const)];
  const found = new Map<string, string[]>();
  for (const [id, name] of table) {
    const key = words(name).join(' ');
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}
