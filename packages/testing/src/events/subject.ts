/** What stands behind the event type: a path, two paths, an address, or the value of one field. */
import type { Catalogue, Value } from '@secl/model';
import { parseAddress } from '@secl/model';
import subjects from './subjects.json' with { type: 'json' };

/** `{field: text}`: fields with values that are known, and one whose value is read like any other. */
export type SubjectFields =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'values'; readonly values: Readonly<Record<string, Value>> }
  | { readonly kind: 'wrong'; readonly reason: string };

interface Subject {
  readonly field?: string;
  readonly paths?: readonly string[];
  readonly address?: string;
}

const table = new Map<string, Subject>(
  Object.entries(subjects).flatMap(([type, subject]) =>
    typeof subject === 'string' ? [] : [[type, subject]],
  ),
);

/** The fields that a text behind an event type stands for. */
export function subjectFields(type: string, text: string, catalogue: Catalogue): SubjectFields {
  const { field = 'file.path', paths, address } = table.get(type) ?? {};
  if (address !== undefined) return addressFields(`${type}.${address}`, text, catalogue);
  if (paths !== undefined) return pathFields(type, paths, text);
  const name = `${type}.${field}`;
  if (catalogue.field(name) !== undefined) return { kind: 'field', name };
  return {
    kind: 'wrong',
    reason: `\`${type}\` events are about nothing that one word says: give their fields as a mapping`,
  };
}

/** The fields that this word is made of; of a type without one none that there is. */
export function subjectNames(type: string): readonly string[] {
  const { field = 'file.path', paths, address } = table.get(type) ?? {};
  const names = address === undefined ? (paths ?? [field]) : [`${address}.ip`, `${address}.port`];
  return names.map((name) => `${type}.${name}`);
}

/** `old -> new`; the old one alone says nothing of the new. */
function pathFields(type: string, names: readonly string[], text: string): SubjectFields {
  const paths = text.split(/\s+->\s+/);
  if (paths.length > names.length || paths.some((path) => path === ''))
    return { kind: 'wrong', reason: `\`${text}\` is not \`OLD -> NEW\`, which \`${type}\` takes` };
  return {
    kind: 'values',
    values: Object.fromEntries(paths.map((path, index) => [`${type}.${names[index]}`, path])),
  };
}

/** `10.0.0.1:443`, `[::1]:443`, an address alone or `:443`. */
function addressFields(prefix: string, text: string, catalogue: Catalogue): SubjectFields {
  const [, bracketed, plain, written] =
    /^(?:\[([^\]]*)\]|([^:]*|[^:]*:[^:]*:.*?))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? '';
  const port = written === undefined ? undefined : Number(written);
  const network = ip === '' ? undefined : parseAddress(ip);
  const isLegal = (ip === '' ? port !== undefined : network !== undefined) && (port ?? 0) < 65_536;
  if (!isLegal)
    return {
      kind: 'wrong',
      reason: `\`${text}\` is not an address such as \`10.0.0.1:443\` or \`[::1]:443\``,
    };
  const values: Record<string, Value> = {};
  const family = catalogue.constants.find(
    ({ name }) => name === (ip.includes(':') ? 'AF_INET6' : 'AF_INET'),
  )?.value;
  if (ip !== '') values[`${prefix}.ip`] = ip;
  if (port !== undefined) values[`${prefix}.port`] = port;
  const hasFamily = catalogue.field(`${prefix}.family`) !== undefined;
  if (ip !== '' && hasFamily && typeof family === 'number') values[`${prefix}.family`] = family;
  return { kind: 'values', values };
}
