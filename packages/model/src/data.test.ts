import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { platformData } from './platform-data.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('every data file keeps to its schema', () => {
  test.each([
    ['linux.json', 'platform.json'],
    ['windows.json', 'platform.json'],
    ['phrases.json', 'phrases.json'],
    ['rule-filters.json', 'rule-filters.json'],
    ['attack.json', 'attack.json'],
    ['names-elsewhere.json', 'names-elsewhere.json'],
  ])('%s to schema/%s', (data, schema) => {
    const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
    const validate = ajv.compile(JSON.parse(read(`../schema/${schema}`)) as object);
    validate(JSON.parse(read(`./data/${data}`)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe.each(Object.values(platformData))('the data of $platform hold together', (data) => {
  test('every field refers to a trait, every trait is used, and names are sorted', () => {
    const used = new Set(data.fields.map((row) => Number(row.split(' ')[2])));
    expect([...used].sort((a, b) => a - b)).toEqual(data.traits.map((_, index) => index));
    const names = data.fields.map((row) => row.split(' ')[0]);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('every constants group that a field names exists', () => {
    const groups = new Set(data.constantGroups.map((group) => group.name));
    const missing = data.traits.filter(
      (trait) => trait.constants !== undefined && !groups.has(trait.constants),
    );
    expect(missing).toEqual([]);
  });

  test('a constant has one value, in however many groups it is', () => {
    const values = new Map<string, unknown>();
    for (const group of data.constantGroups) {
      for (const [name, value] of Object.entries(group.values)) {
        expect({ name, value }).toEqual({ name, value: values.get(name) ?? value });
        values.set(name, value);
      }
    }
  });
});
