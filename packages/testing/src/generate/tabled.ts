/** Cases that differ in one value become one case with a table: for each member of a list there is a row. */
import { map, text, type Yaml, type YamlMap } from './yaml-lines.ts';

/** Fewer are read more easily as they are. */
const fewestRows = 3;

/**
 * `word`: what the cases have in common, `fires`. Those that go with no other stay what they are, in their order, and so do
 * those whose table does not hold.
 */
export function tabled(
  cases: readonly YamlMap[],
  word: string,
  holds: (table: YamlMap) => boolean = () => true,
): readonly YamlMap[] {
  const result: YamlMap[] = [];
  let left = cases;
  for (let [first] = left; first !== undefined; [first] = left) {
    const { rows, path } = alike(first, left);
    const table = path === undefined || rows.length < fewestRows ? undefined : tableOf(rows, path, word);
    const isTable = table !== undefined && holds(table);
    const taken = isTable ? rows : [first];
    result.push(isTable ? table : first);
    left = left.filter((each) => !taken.includes(each));
  }
  return result;
}

type Path = readonly (string | number)[];

/** The cases that differ from the first in one value, all in the same one. */
function alike(
  first: YamlMap,
  cases: readonly YamlMap[],
): { readonly rows: readonly YamlMap[]; readonly path: Path | undefined } {
  let path: Path | undefined;
  const rows = [first];
  for (const other of cases) {
    if (other === first) continue;
    const [only, ...more] = differences(bodyOf(first), bodyOf(other), []) ?? [];
    if (only === undefined || more.length > 0) continue;
    if (path === undefined) path = only;
    if (JSON.stringify(only) === JSON.stringify(path)) rows.push(other);
  }
  return { rows, path };
}

/** Everything but the name. */
function bodyOf({ pairs }: YamlMap): YamlMap {
  return { pairs: pairs.filter(([key]) => key !== 'name') };
}

function tableOf(rows: readonly YamlMap[], path: Path, word: string): YamlMap | undefined {
  const [first] = rows;
  const key = path.findLast((each) => typeof each === 'string');
  if (first === undefined || typeof key !== 'string' || path[0] !== 'events') return undefined;
  const values = rows.map((row) => valueAt(bodyOf(row), path));
  // What looks like a place for a value would be taken for one.
  if (values.some((value) => value === undefined || JSON.stringify(value).includes('<'))) return undefined;
  const variants = values.map((value) => map([key, value ?? text('')]));
  const body = replaced(bodyOf(first), path, text(`<${key}>`));
  const pairs = 'pairs' in body ? body.pairs : [];
  return map(['name', text(`${word} with ${key} <${key}>`)], ['variants', variants], ...pairs);
}

/** Where two values differ; undefined where they are not built alike. */
function differences(a: Yaml, b: Yaml, path: Path): readonly Path[] | undefined {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b)) return undefined;
    if (isFlat(a) && isFlat(b)) return [path];
    return a.length === b.length
      ? joined(a.map((each, at) => differences(each, b[at] ?? each, [...path, at])))
      : undefined;
  }
  if (!('pairs' in a) || !('pairs' in b)) return 'pairs' in a || 'pairs' in b ? undefined : [path];
  if (a.pairs.length !== b.pairs.length) return undefined;
  return joined(
    a.pairs.map(([key, value], at) => {
      const [otherKey, other] = b.pairs[at] ?? [key, value];
      return otherKey === key ? differences(value, other, [...path, key]) : undefined;
    }),
  );
}

function joined(parts: readonly (readonly Path[] | undefined)[]): readonly Path[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);
const isFlat = (value: readonly Yaml[]): boolean =>
  value.every((each) => !isList(each) && !('pairs' in each));

function valueAt(yaml: Yaml, [head, ...rest]: Path): Yaml | undefined {
  if (head === undefined) return yaml;
  if (isList(yaml)) {
    const item = typeof head === 'number' ? yaml[head] : undefined;
    return item && valueAt(item, rest);
  }
  const pair = 'pairs' in yaml ? yaml.pairs.find(([key]) => key === head) : undefined;
  return pair && valueAt(pair[1], rest);
}

function replaced(yaml: Yaml, [head, ...rest]: Path, value: Yaml): Yaml {
  if (head === undefined) return value;
  if (isList(yaml)) return yaml.map((item, at) => (at === head ? replaced(item, rest, value) : item));
  if (!('pairs' in yaml)) return yaml;
  return {
    pairs: yaml.pairs.map(
      ([key, inner]) => [key, key === head ? replaced(inner, rest, value) : inner] as const,
    ),
  };
}
