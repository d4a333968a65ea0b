/** Tags that map a rule to MITRE ATT&CK, as Datadog's default policies write them: `technique:T1059-…`. */
import { type Attack, attack } from '@secl/model';
import type { Fix, Location } from '@secl/text';
import type { LintedRule } from '../../view/linted.ts';
import { partOf, type Tag, tagsOf } from './tags.ts';

const kinds = ['tactic', 'technique', 'subtechnique'] as const;

export interface AttackTag extends Tag {
  readonly key: (typeof kinds)[number];
  /** `TA0002`, `T1059`, `T1059.004`; undefined where the value does not begin with one. */
  readonly id: string | undefined;
  /** What stands behind the id and a hyphen; empty where nothing does. */
  readonly slug: string;
}

const form = /^(TA\d{4}|T\d{4}(?:\.\d{3})?)(?:-(.*))?$/;

/** Each lint rule about these tags asks for them. */
const memo = new WeakMap<LintedRule, readonly AttackTag[]>();

export function attackTags(rule: LintedRule): readonly AttackTag[] {
  const known = memo.get(rule);
  if (known !== undefined) return known;
  const tags = collect(rule);
  memo.set(rule, tags);
  return tags;
}

function collect(rule: LintedRule): readonly AttackTag[] {
  return tagsOf(rule).flatMap((tag) => {
    const key = kinds.find((kind) => kind === tag.key);
    if (key === undefined) return [];
    const [, id, slug = ''] = form.exec(tag.value) ?? [];
    return [{ ...tag, key, id, slug }];
  });
}

/** The table's name of a tactic or a technique. */
export function nameOf(id: string, table: Attack = attack()): string | undefined {
  return id.startsWith('TA') ? table.tactics.get(id) : table.techniques.get(id)?.name;
}

/** `T1059` of `T1059.004`. */
export function parentOf(id: string): string | undefined {
  const dot = id.indexOf('.');
  return dot < 0 ? undefined : id.slice(0, dot);
}

/** `boot-or-logon-autostart-execution`: a slash is written as `or`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\//g, ' or ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^(?:or-|-)+|-+$/g, '');
}

/** The slug of a name of the table, which many rules have. */
export function slugOfKnown(name: string): string {
  const slug = slugs.get(name) ?? slugOf(name);
  slugs.set(name, slug);
  return slug;
}

const slugs = new Map<string, string>();

/** A fix that writes another id, another slug or both. */
export function rewritten(
  tag: AttackTag,
  id: string,
  slug: string,
  title: string,
): Fix<Location> | undefined {
  const place = partOf(tag, 0, tag.value.length);
  const text = slug === '' ? id : `${id}-${slug}`;
  return place === undefined ? undefined : { kind: 'suggested', title, edits: [{ place, text }] };
}
