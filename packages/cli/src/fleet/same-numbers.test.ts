/** What the reports of one result say of it in different words are the same numbers. */
import { parseJson } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

/** Rules that old agents reject, among them one that is not meant for such hosts at all. */
const policy = `rules:
  - id: port
    expression: connect.addr.port == 22
  - id: ports
    expression: connect.addr.port in [22, 2222]
  - id: fargate
    expression: connect.addr.port == 23
    filters: ['origin == "ebpfless"']
  - id: only_new
    expression: exec.file.name == "sh"
    agent_version: ">= 7.60"
  - id: typo
    expression: exec.fil.name == "sh"
  - id: kernel
    expression: exec.file.name == "sh"
    filters: ['kernel.version.major >= 6']
  - id: fine
    expression: exec.file.name == "sh"
`;

const fleets: Readonly<Record<string, string>> = {
  'one old host': 'hostname,agent_version\na,7.34.0\n',
  'three hosts': 'hostname,agent_version,kernel\na,7.34.0,5.4\nb,7.50.0,\nc,7.78.0,6.1\n',
  'hosts without an agent': 'hostname,agent_version\na,7.50.0\nb,none\nc,none\n',
  'both systems': 'hostname,agent_version,os\na,7.50.0,linux\nb,7.78.0,windows\n',
  'hosts and tasks': 'hostname,task_arn,agent_version,wrapped\na,,7.34.0,\n,t,7.78.0,yes\n,u,7.50.0,no\n',
  'some in a cluster':
    'hostname,task_arn,agent_version,cluster\na,,7.34.0,c\nb,,7.78.0,c\nd,,none,\n,t,7.78.0,\ne,,7.50.0,\n',
  'nobody with an agent': 'hostname,agent_version\na,none\n',
};

interface Json {
  readonly summary: { readonly liveShare: number; readonly rulesToLookAt: number; readonly outdated: number };
  readonly rules: readonly unknown[];
}

describe.each(Object.entries(fleets))('of %s', (_, hosts) => {
  const said = async (format: string, ...more: readonly string[]): Promise<string> => {
    const fs = testFiles({ 'hosts.csv': hosts, 'a.policy': policy });
    const args = ['coverage', 'hosts.csv', '--policies', 'a.policy', '--all', '--format', format];
    return (await runInMemory([...args, ...more], { fs })).stdout;
  };
  const numbersIn = (text: string, pattern: RegExp): readonly string[] => pattern.exec(text)?.slice(1) ?? [];

  it('the terminal, Markdown and JSON say the same', async () => {
    const [pretty, markdown, json] = await Promise.all(
      ['pretty', 'markdown', 'json'].map((format) => said(format)),
    );
    const parsed = parseJson(json ?? '');
    const { summary, rules } = (parsed.ok ? parsed.value : {}) as Json;
    const inJson = {
      rules: [String(rules.length)],
      toLookAt: summary.rulesToLookAt === 0 ? [] : [`${summary.rulesToLookAt} of ${rules.length}`],
      share: [String(Math.floor(summary.liveShare * 100))],
      outdated: summary.outdated === 0 ? [] : [String(summary.outdated)],
    };
    const inText = (text = '') => ({
      rules: numbersIn(text, /(\d+) rules? in 1 policy/),
      toLookAt: numbersIn(text, /^(?:#### )?Not live everywhere:? +(\d+ of \d+) rules?$/m),
      share: numbersIn(text, /^\**(\d+) % of the rules/m),
      outdated: numbersIn(text, /(\d+)(?: agents?)? before/),
    });
    expect(inText(pretty)).toEqual(inJson);
    expect(inText(markdown)).toEqual(inJson);
  });

  it('the terminal and Markdown say the same of the policy', async () => {
    const [pretty = '', markdown = ''] = await Promise.all(
      ['pretty', 'markdown'].map((format) => said(format)),
    );
    const [titles = '', values = ''] = /^(POLICY .*)\n(a\.policy.*)$/m.exec(pretty)?.slice(1) ?? [];
    const names = [...titles.matchAll(/(?:FULLY|PARTIALLY) [A-Z]+/g)];
    const inTerminal = names.map(({ 0: title, index }) => [
      title.toLowerCase(),
      values.slice(index, index + title.length).trim(),
    ]);
    const cell = /^\| a\\\.policy \| ([^|]*) \|/m.exec(markdown)?.[1] ?? '';
    const inMarkdown = [...cell.matchAll(/(\w+ \w+) (\d+)/g)].map(([, title = '', count]) => [
      title.toLowerCase(),
      count,
    ]);
    expect(inMarkdown).toEqual(inTerminal);
  });

  it('every host and task has a state in each of them', async () => {
    const [pretty = '', markdown = '', card] = await Promise.all([
      ...['pretty', 'markdown'].map((format) => said(format)),
      said('pretty', '--rule', 'port'),
    ]);
    const members = hosts.trimEnd().split('\n').length - 1;
    const sum = (numbers: Iterable<string | undefined>) =>
      [...numbers].reduce((total, each) => total + Number(each ?? 0), 0);
    const states = pretty.match(/^ {2}\S .* on \d.*$/gm) ?? [];
    expect(sum(states.flatMap((line) => [...line.matchAll(/ on (\d+)/g)].map(([, each]) => each)))).toBe(
      members,
    );
    for (const table of [
      /^\| (?:agent|cluster) \|.*\n\|.*\n((?:\|.*\n)+)/m
        .exec(markdown)?.[1]
        ?.replace(/^\|[^|]*\|[^|]*/gm, ''),
      /^(?:AGENT|CLUSTER) .*\n((?:.+\n)+)/m.exec(card ?? '')?.[1]?.replace(/^(?:without an? \w+|\S+)/gm, ''),
    ])
      if (table !== undefined) expect(sum(table.match(/\d+/g) ?? [])).toBe(members);
  });

  it('the terminal and Markdown list as many rules as they say', async () => {
    const [pretty = '', markdown = ''] = await Promise.all(
      ['pretty', 'markdown'].map((format) => said(format)),
    );
    const [toLookAt = '0'] = numbersIn(pretty, /Not live everywhere +(\d+)/);
    const ids = [...policy.matchAll(/id: (\w+)/g)].map(([, id = '']) => id);
    const listed = (text: string) => ids.filter((id) => new RegExp(`\\b${id}\\b`).test(text)).length;
    const [, dead = ''] = /\n(Not live everywhere[\s\S]*?)\n\n/.exec(pretty) ?? [];
    expect(listed(dead)).toBe(Number(toLookAt));
    expect(listed(markdown)).toBe(Number(toLookAt));
  });
});
