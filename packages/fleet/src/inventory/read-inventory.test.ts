import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { problemsIn } from '../test-inventory.ts';

describe('bad input is said, counted, and the rest goes on', () => {
  test.each<
    [what: string, file: string, text: string, hosts: readonly string[], problems: readonly string[]]
  >([
    [
      'a quote that is never closed',
      'a.csv',
      'hostname,os\n"a,linux\nb,linux\n',
      ['b'],
      ['fleet/broken-record a.csv:2 ×1'],
    ],
    [
      'something behind a closing quote',
      'a.csv',
      'hostname,os\n"a"x,linux\nb,linux\n',
      ['b'],
      ['fleet/broken-record a.csv:2 ×1'],
    ],
    [
      'values beyond the columns',
      'a.csv',
      'hostname,os\na,linux,x\nb,linux\n',
      ['b'],
      ['fleet/broken-record a.csv:2 ×1'],
    ],
    ['a host that stands twice', 'a.csv', 'hostname\na\na\na\n', ['a'], ['fleet/doubled-host a.csv:3 ×2']],
    ['a row without a name', 'a.csv', 'hostname,os\n,linux\nb,linux\n', ['b'], ['fleet/no-name a.csv:2 ×1']],
    [
      'lines that are no JSON',
      'a.jsonl',
      '{"hostname":"a"}\n{"hostname":"b}\n{"hostname":"c"}\n{hostname: d}\n{"hostname":"e"}\n',
      ['a', 'c', 'e'],
      ['fleet/broken-record a.jsonl:2 ×2'],
    ],
    [
      'an element that is no JSON',
      'a.json',
      '{"hosts":[{"hostname":"a"},\n{"hostname":b},\n{"hostname":"c"}]}',
      ['a', 'c'],
      ['fleet/broken-record a.json:2 ×1'],
    ],
    [
      'JSON that breaks off',
      'a.json',
      '{"hosts":[{"hostname":"a"},{"hostn',
      ['a'],
      ['fleet/broken-record a.json:1 ×1'],
    ],
    [
      'an item of YAML that is broken',
      'a.yaml',
      'hosts:\n  - hostname: a\n  - hostname: [b\n  - hostname: c\n',
      ['a', 'c'],
      ['fleet/broken-record a.yaml:3 ×1'],
    ],
    [
      'rows without the names of columns',
      'a.csv',
      'a,7.68.0\nb,7.68.0\n',
      [],
      ['fleet/broken-record a.csv:1 ×2', 'fleet/unknown-inventory a.csv:null ×1'],
    ],
    ['something else', 'a.json', '{"servers": 12}', [], ['fleet/unknown-inventory a.json:null ×1']],
    ['nothing', 'a.csv', '', [], ['fleet/unknown-inventory a.csv:null ×1']],
  ])('%s', async (_, file, text, hosts, problems) => {
    const inventory = await inventoryOf({ [file]: text });
    expect(inventory.hosts.map(({ name }) => name)).toEqual(hosts);
    expect(problemsIn(inventory)).toEqual(problems);
  });
});

describe('a file without a record says why', () => {
  test.each([
    ['', 'it is empty'],
    ['\ufeff\r\n \n', 'it is empty'],
    ['hostname,agent_version\n', 'it has the names of columns and no rows'],
    ['sep=,\nhostname,agent_version', 'it has the names of columns and no rows'],
    ['{"servers": 12}', 'it has the keys `servers`'],
    ['[]', 'it has no list of hosts or tasks'],
  ])('%j: %s', async (text, reason) => {
    const { problems } = await inventoryOf({ 'a.csv': text });
    expect(problems.map(({ message }) => message)).toEqual([
      `nothing in this file is an inventory that is known here: ${reason}`,
    ]);
  });
});
