/** Our own inventories, which CSV, YAML and JSON write alike: packages/cli/schema/inventory.schema.json. */
import type { FactName } from './inventory.ts';
import { booleanAt, type Fields, fieldsOf } from './look.ts';
import { nameOf, type OwnName } from './names.ts';
import type { Said } from './said.ts';

type Switch = 'feature' | 'remote_config';
const switches: readonly OwnName[] = ['feature', 'remote_config'] satisfies readonly Switch[];
const nothings: ReadonlySet<string> = new Set(['', '-', 'unknown', 'null', 'n/a']);

/**
 * `tabular`: columns whose names mean nothing here are tags. Nothing where a record has no key of an inventory at all.
 */
export function readOwn(value: unknown, tabular: boolean): Said | undefined {
  const fields = fieldsOf(value);
  const facts: Partial<Record<FactName, string>> = {};
  const tags: string[] = [];
  let allTags = false;
  let hostname = '';
  let task = '';
  let known = 0;
  for (const [key, written] of Object.entries(fields)) {
    const name = nameOf(key);
    const text = name === 'agent' ? versionText(written) : textOf(written);
    if (name === undefined) {
      if (tabular && key !== '' && !nothings.has(text.toLowerCase())) tags.push(`${key}:${text}`);
      continue;
    }
    known++;
    if (name === 'tags') {
      tags.push(...tagsOf(written));
      allTags = true;
    } else if (nothings.has(text.toLowerCase())) continue;
    else if (name === 'hostname') hostname ||= text;
    else if (name === 'task_arn') task ||= text;
    else if (name === 'wrapped') continue;
    else if (switches.includes(name)) facts[name] = onOff(text) ?? text;
    else facts[name] ??= name === 'os' || name === 'origin' ? text.toLowerCase() : text;
  }
  if (known === 0) return undefined;
  if (task === '' && hostname === '') return { said: 'problem', code: 'fleet/no-name', values: {} };
  const observation = { aliases: [], facts, tags, allTags };
  if (task === '') return { said: 'member', observation: { kind: 'host', name: hostname, ...observation } };
  const wrapped = wrappedOf(fields);
  return { said: 'member', observation: { kind: 'task', name: task, ...observation, wrapped } };
}

function wrappedOf(fields: Fields): boolean | undefined {
  const key = Object.keys(fields).find((each) => nameOf(each) === 'wrapped');
  return key === undefined ? undefined : booleanAt(fields, key);
}

function onOff(text: string): 'on' | 'off' | undefined {
  const read = booleanAt({ text }, 'text');
  return read === undefined ? undefined : read ? 'on' : 'off';
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return Array.isArray(value) ? value.map(textOf).join(',') : '';
}

/** A number of JSON has lost its zeros: 7.5 may have been 7.50, which is ten times as new, so it is no version. */
function versionText(value: unknown): string {
  const text = textOf(value);
  return typeof value === 'number' && !/\.\d\d/.test(text) ? `${text} as a number` : text;
}

/** A list, a mapping, or a text with `key:value` between commas, semicolons, bars or blanks. */
function tagsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((tag) => tag !== '');
  if (typeof value === 'string') return value.split(/[\s,;|]+/).filter((tag) => tag !== '');
  return Object.entries(fieldsOf(value)).flatMap(([key, each]) =>
    (Array.isArray(each) ? each : [each]).map((one) => `${key}:${textOf(one)}`),
  );
}
