import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { hostsIn } from '../test-inventory.ts';

describe('our own inventories', () => {
  test.each<[what: string, file: string, text: string]>([
    ['CSV', 'a.csv', 'hostname,agent_version,tags\nweb-1,7.68.1,env:prod\n'],
    ['CSV of a spreadsheet', 'a.csv', '\ufeffHostname;Agent Version;Tags\r\n"web-1";7.68.1;"env:prod"\r\n'],
    [
      'CSV that says what separates its columns',
      'a.csv',
      'sep=;\r\nHostname;Agent Version;Tags\r\nweb-1;7.68.1;env:prod\r\n',
    ],
    [
      'CSV with blanks before quotes',
      'a.csv',
      '"hostname", "agent_version", "tags"\n"web-1", "7.68.1" , "env:prod"\n',
    ],
    ['CSV with columns of its own', 'a.csv', 'host,agent,env\nweb-1,7.68.1,prod'],
    ['YAML', 'a.yaml', 'hosts:\n  - hostname: web-1\n    agent_version: 7.68.1\n    tags: [env:prod]\n'],
    [
      'YAML as a list',
      'a.yaml',
      '# ours\n- hostname: web-1\n  agent_version: "7.68.1"\n  tags:\n    env: prod\n',
    ],
    ['JSON', 'a.json', '{"hosts": [{"hostname": "web-1", "agent_version": "7.68.1", "tags": ["env:prod"]}]}'],
    [
      'a JSON list',
      'a.json',
      '[\n {"hostname": "web-1", "agent_version": "7.68.1", "tags": {"env": "prod"}}\n]',
    ],
    ['JSON lines', 'a.jsonl', '{"hostname":"web-1","agent_version":"7.68.1","tags":"env:prod"}\n'],
  ])('%s', async (_, file, text) => {
    expect(await hostsIn({ [file]: text })).toEqual(['web-1 7.68.1 env:prod']);
  });

  test('a number of JSON that may have lost a zero is no version', async () => {
    const text =
      '[{"hostname":"a","agent_version":7.5},{"hostname":"b","agent_version":7.68},{"hostname":"c","agent_version":"7.5"}]';
    expect(await hostsIn({ 'a.json': text })).toEqual(['a 7.5 as a number', 'b 7.68', 'c 7.5']);
  });

  test('a tag with several values is several tags', async () => {
    const text = '[{"hostname":"a","tags":{"env":["prod","eu"],"team":"x"}}]';
    expect(await hostsIn({ 'a.json': text })).toEqual(['a env:eu env:prod team:x']);
  });

  test('a quote within a value is a character', async () => {
    const csv = 'hostname,agent_version,tags\na,7.68.1,"size:5"" disk"\nb,7.68.1,size:12"\nc,7.68.1,x:"y"z\n';
    expect(await hostsIn({ 'a.csv': csv })).toEqual([
      'a 7.68.1 disk size:5"',
      'b 7.68.1 size:12"',
      'c 7.68.1 x:"y"z',
    ]);
  });

  test('a value in quotes may go on in the next line', async () => {
    expect(
      await hostsIn({ 'a.csv': 'hostname,note,agent_version\na,"one\r\ntwo",7.68.1\nb,,7.60\n' }),
    ).toEqual(['a 7.68.1 note:one\ntwo', 'b 7.60']);
  });

  test('a version stays what is written: 7.50 is not 7.5', async () => {
    expect(await hostsIn({ 'a.yaml': '- hostname: a\n  agent_version: 7.50\n' })).toEqual(['a 7.50']);
  });

  test('what is not said is not known, and `none` is known', async () => {
    const { hosts } = await inventoryOf({ 'a.csv': 'hostname,agent_version\na,\nb,none\nc,unknown' });
    expect(hosts.map(({ facts }) => facts.agent?.value)).toEqual([undefined, 'none', undefined]);
  });

  test('tasks have an ARN instead of a name', async () => {
    const { tasks } = await inventoryOf({
      'a.csv': 'task_arn,agent_version,wrapped\narn:1,7.68,yes\narn:2,,no',
    });
    expect(tasks.map(({ name, wrapped }) => [name, wrapped])).toEqual([
      ['arn:1', true],
      ['arn:2', false],
    ]);
  });
});
