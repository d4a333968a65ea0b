import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, fencesOf, linksOf, proseOf } from '../../scripts/docs/markdown.ts';
import { runPages, writtenPages } from '../../scripts/docs/pages.ts';
import { pictures } from '../../scripts/docs/pictures.ts';
import { runPage } from '../../scripts/docs/run-page.ts';
import { runLine } from '../../scripts/docs/shell.ts';
import { root } from '../house/rooms.ts';
import { trackedFiles } from '../house/sources.ts';
import { inFolder } from './folder.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the commands of a page', () => {
  const withCommands = runPages.filter((path) => fencesOf(read(path)).some(isConsole));

  it('are in the README and in guides', () => {
    expect(withCommands).toContain('README.md');
    expect(withCommands).toContain('docs/guides/getting-started.md');
  });

  it.each(withCommands)('%s show what they print (npm run docs writes it anew)', async (path) => {
    const { differences, commands } = await runPage(path);
    expect(differences).toEqual([]);
    expect(commands).toBeGreaterThan(0);
  });

  function isConsole({ language }: { readonly language: string }): boolean {
    return language === 'console';
  }
});

describe('the pictures', () => {
  it('show what their commands print (npm run docs draws them anew)', async () => {
    for (const { path, text } of await pictures()) expect(read(`docs/${path}`)).toBe(text);
  });
});

describe('an example of the language', () => {
  const examples = writtenPages.flatMap((path) =>
    fencesOf(read(path))
      .filter(({ language }) => language === 'secl')
      .map(({ content, info, line }) => [`${path}:${line}`, content, info] as const),
  );

  /** The codes of what is wrong with it as the expression of a rule. */
  async function codesOf(expression: string): Promise<readonly string[]> {
    const policy = `rules:\n  - id: example\n    expression: ${JSON.stringify(expression.trimEnd())}\n`;
    const { output } = await inFolder({ 'example.policy': policy }, (folder) =>
      runLine('secl load example.policy --format json', { folder }),
    );
    return [...new Set([...output.matchAll(/"code": ?"([^"]+)"/g)].map(([, code = '']) => code))];
  }

  it.each(examples)('%s loads, or has the problem that is named behind `secl`', async (_, text, info) => {
    expect(await codesOf(text)).toEqual(info === '' ? [] : [info]);
  });
});

/** `page: target` of every link in it that does not lead out of the repository. */
const generated = trackedFiles.filter((path) => /^docs\/(problems|lint)\//.test(path));
const links = [...writtenPages, ...generated].flatMap((page) =>
  linksOf(read(page))
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { page, target, file: path === '' ? page : posix.join(posix.dirname(page), path), anchor };
    }),
);

describe('a link', () => {
  it('leads to a file', () => {
    expect(links.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('leads to a heading where it names one', () => {
    const lost = links.filter(
      ({ file, anchor }) =>
        anchor !== undefined && existsSync(join(root, file)) && !anchorsOf(read(file)).includes(anchor),
    );
    expect(lost).toEqual([]);
  });
});

describe('a page', () => {
  it('is reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const link of links) if (link.page === page) reached.add(link.file);
    }
    const isPage = (path: string): boolean => statSync(join(root, path)).isFile();
    expect(writtenPages.filter((path) => isPage(path) && !reached.has(path))).toEqual([]);
  });

  /** The words of the field, and how they are not written. Names in code are left alone. */
  const spellings: readonly (readonly [wrong: RegExp, right: string])[] = [
    [/\b(data ?dog|DataDog|DATADOG)\b/, 'Datadog'],
    [/\b(Secl|seCL)\b/, 'SECL'],
    [/\brule-?sets?\b(?<!rule sets?)/i, 'rule set'],
    [/\bevent (kind|class)\b/i, 'event type'],
    [/\b(ebpf|EBPF|Ebpf)\b/, 'eBPF'],
    [/\b(Mitre|mitre|Att&ck)\b/, 'MITRE ATT&CK'],
    [/\b(linux|LINUX)\b/, 'Linux'],
    [/\bwindows\b/, 'Windows'],
    [/\b(kubernetes|Kubernets|k8s)\b/, 'Kubernetes'],
    [/\b(Javascript|javascript|Typescript|typescript)\b/, 'JavaScript, TypeScript'],
    [/\b(NodeJS|nodejs|node\.js)\b/, 'Node.js'],
    [/(?<![\w.])(Yaml|yaml|Json|json)\b/, 'YAML, JSON'],
    [/\b(whitelist|blacklist)/i, 'allow list, deny list'],
    [/\bregex(es)?\b/i, 'regular expression'],
  ];

  it.each(writtenPages)('%s writes the words of the field as the field does', (path) => {
    // Where links lead are paths, and no words.
    const prose = proseOf(read(path)).replace(/\]\([^)]*\)/g, ']');
    expect(spellings.filter(([wrong]) => wrong.test(prose)).map(([, right]) => right)).toEqual([]);
  });
});
