import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import data from './data/names-elsewhere.json' with { type: 'json' };
import { nameElsewhere } from './names-elsewhere.ts';

const [linux, windows] = [catalogue('linux'), catalogue('windows')];

test('names of other tools lead to fields of the platform', () => {
  expect(nameElsewhere('proc.name', linux)).toMatchObject({ of: 'Falco', fields: ['process.file.name'] });
  expect(nameElsewhere('CommandLine', linux)).toMatchObject({ of: 'Sigma', fields: ['process.args'] });
  expect(nameElsewhere('CommandLine', windows)).toMatchObject({
    of: 'Sigma',
    fields: ['process.cmdline', 'process.args'],
  });
});

test('where there is no such field, it is said what there is', () => {
  expect(nameElsewhere('evt.type', linux)).toMatchObject({
    of: 'Falco',
    fields: [],
    instead: 'the event type of a rule is that of its fields',
  });
});

test('what no tool says, and what a platform cannot tell, leads nowhere', () => {
  expect(nameElsewhere('proc.nothing', linux)).toBeUndefined();
  expect(nameElsewhere('TargetObject', linux)).toBeUndefined();
});

test.each(data.names)('$name is no field here, and leads to some', ({ name, fields }) => {
  for (const { field, legacy } of [linux, windows]) {
    expect([field(name), legacy(name)]).toEqual([undefined, undefined]);
  }
  for (const each of fields) expect(linux.field(each) ?? windows.field(each)).toBeDefined();
});

test('the names are sorted, and each stands there once', () => {
  const names = data.names.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});
