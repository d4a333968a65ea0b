/** Where a place stands in a policy. */
import { openKey, type YamlPlace, yamlPlace } from './yaml-place.ts';

export type Section =
  | 'policy'
  | 'macro'
  | 'rule'
  | 'override_options'
  | 'action'
  | 'set'
  | 'kill'
  | 'hash'
  | 'coredump'
  | 'log'
  | 'network_filter'
  | 'tags';

export interface YamlContext {
  readonly section: Section;
  /** Set where a value is typed: the key that it belongs to. */
  readonly key: string | undefined;
  /** What is typed before the place: of the key, or of the value. */
  readonly typed: string;
  /** Where that starts. */
  readonly start: number;
  /** Keys that the mapping has already. */
  readonly present: readonly string[];
  /** Whether a list item begins here, so that a whole one can be written. */
  readonly newItem: boolean;
  /** Set where the list above has no item yet: what it holds, and what the first one begins with from here. */
  readonly firstItem?: { readonly section: Section; readonly dash: string };
  /** Within brackets, where everything is on one line. */
  readonly inFlow: boolean;
}

/** undefined inside a text of several lines, in a comment, and where no policy is. */
export function yamlContext(text: string, offset: number): YamlContext | undefined {
  const place = yamlPlace(text, offset);
  const section = place && sectionOf(place.keys);
  if (place === undefined || section === undefined) return undefined;
  const { keys, typed, start, present, flow } = place;
  const key = place.key ?? (flow === 'mapping' ? undefined : listKey(keys, section));
  // A list of anything else in brackets: what stands in it is no key.
  if (flow === 'list' && key === undefined) return undefined;
  return {
    section,
    key,
    typed,
    start,
    present,
    newItem: place.dash && key === undefined && present.length === 0,
    ...firstItem(text, offset, place),
    inFlow: flow !== undefined,
  };
}

const items: ReadonlyMap<string, Section> = new Map([
  ['rules', 'rule'],
  ['macros', 'macro'],
  ['actions', 'action'],
]);

function firstItem(
  text: string,
  offset: number,
  { key, dash, flow, typed, start }: YamlPlace,
): Pick<YamlContext, 'firstItem'> {
  if (key !== undefined || dash || flow !== undefined || typed !== '') return {};
  const open = openKey(text, offset);
  const section = items.get(open?.key ?? '');
  if (open === undefined || section === undefined) return {};
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  return { firstItem: { section, dash: column > open.column ? '- ' : '  - ' } };
}

function sectionOf(keys: readonly string[]): Section | undefined {
  const [top, ...below] = keys;
  if (top === undefined) return 'policy';
  if (top === 'macros')
    return below.length === 0 || below[0] === 'values' || below[0] === 'filters' ? 'macro' : undefined;
  if (top !== 'rules') return undefined;
  const [first, second, ...rest] = below;
  if (first === undefined) return 'rule';
  switch (first) {
    case 'tags':
      return second === undefined ? 'tags' : undefined;
    case 'override_options':
      return 'override_options';
    case 'actions':
      if (second === undefined) return 'action';
      if (rest.length > 0) return undefined;
      return ['set', 'kill', 'hash', 'coredump', 'log', 'network_filter'].includes(second)
        ? (second as Section)
        : undefined;
    case 'filters':
    case 'limiter_token':
    case 'product_tags':
      return 'rule';
    default:
      return undefined;
  }
}

/** The key whose list an item without a key stands in: `fields`, `limiter_token`. */
function listKey(keys: readonly string[], section: Section): string | undefined {
  const last = keys.at(-1);
  if (section === 'rule' && ['filters', 'limiter_token', 'product_tags'].includes(last ?? '')) return last;
  if (section === 'override_options' && last === 'fields') return last;
  if (section === 'macro' && ['values', 'filters'].includes(last ?? '')) return last;
  return undefined;
}
