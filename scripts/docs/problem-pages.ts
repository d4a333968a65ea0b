import { eventProblems } from '../../packages/events/src/index.ts';
import { fleetProblems } from '../../packages/fleet/src/index.ts';
import { languageProblems } from '../../packages/language/src/index.ts';
import { policyProblems } from '../../packages/policy/src/index.ts';
import { testingProblems } from '../../packages/testing/src/index.ts';
import type { ProblemKind } from '../../packages/text/src/index.ts';
import { textProblems } from '../../packages/text/src/index.ts';
import { workspaceProblems } from '../../packages/workspace/src/index.ts';
import { type ExampleForm, exampleForm } from './example-form.ts';

type Declared = Readonly<Record<string, ProblemKind & { readonly kind?: string }>>;

/** A chapter of the index: what the problems of a room are about. */
export interface Chapter {
  readonly room: string;
  readonly title: string;
  readonly about: string;
  readonly problems: Declared;
}

export const chapters: readonly Chapter[] = [
  {
    room: 'language',
    title: 'Expressions',
    about: 'What can be wrong in the expression of a rule, a macro, a filter or an action.',
    problems: languageProblems,
  },
  {
    room: 'policy',
    title: 'Policies',
    about: 'What can be wrong with the rules and macros of a policy beside their expressions.',
    problems: policyProblems,
  },
  {
    room: 'text',
    title: 'Files',
    about: 'What can be wrong with a file before anybody asks what it says.',
    problems: textProblems,
  },
  {
    room: 'events',
    title: 'Recordings',
    about: 'What can be wrong with recorded events. One mistake costs one event; the others are read.',
    problems: eventProblems,
  },
  {
    room: 'workspace',
    title: 'secl.yaml',
    about: 'What can be wrong with the description of rule sets and targets.',
    problems: workspaceProblems,
  },
  {
    room: 'testing',
    title: 'Tests of rules',
    about: 'What can be wrong with a file of tests. A case that cannot be read is not run; the others are.',
    problems: testingProblems,
  },
  {
    room: 'fleet',
    title: 'Inventories',
    about:
      'What can be wrong with the inventory of a fleet. A mistake costs a record or a fact; the rest is judged.',
    problems: fleetProblems,
  },
];

export interface Page {
  /** Relative to `docs/problems/`. */
  readonly path: string;
  readonly text: string;
}

/** Everything below `docs/problems/`: one page a problem code, and the index. */
export function problemPages(): readonly Page[] {
  const pages = chapters.flatMap((chapter) =>
    Object.entries(chapter.problems).map(([code, kind]) => ({
      path: `${code}.md`,
      text: problemPage(code, kind, chapter),
    })),
  );
  return [{ path: 'README.md', text: index() }, ...pages];
}

function index(): string {
  const sections = chapters.map(({ title, about, problems }) => {
    const rows = Object.entries(problems).map(
      ([code, kind]) => `| [\`${code}\`](${code}.md) | ${kind.severity} | ${cell(kind.title)} |`,
    );
    return [`## ${title}`, about, ['| code | severity | what |', '| --- | --- | --- |', ...rows].join('\n')];
  });
  const about =
    'Every problem that the toolkit reports has a code, and every code a page: what is wrong, why, what agents do with ' +
    'it, and how to write it instead.';
  return document(['# Problems', about, ...sections.flat()]);
}

function problemPage(code: string, kind: Declared[string], chapter: Chapter): string {
  return document([
    `# ${kind.title}`,
    `\`${code}\` · ${kind.severity} · [${chapter.title.toLowerCase()}](../README.md#${anchor(chapter.title)})`,
    kind.explanation,
    ...example('Avoid', kind.avoid, chapter.room),
    ...example('Write instead', kind.prefer, chapter.room),
    ...message(kind.message),
    ...agents(kind.kind),
  ]);
}

function example(title: string, text: string, room: string): readonly string[] {
  if (text === '') return [];
  const form = exampleForm(text, room);
  return [`## ${title}`, form === 'words' ? sentence(text) : fenced(fenceLanguage[form], text)];
}

/** With its placeholders; where it is nothing but one, the page has nothing to show. */
function message(text: string): readonly string[] {
  return /^\{\w+\}$/.test(text) ? [] : ['## The message', fenced('text', text)];
}

const fenceLanguage: Readonly<Record<Exclude<ExampleForm, 'words'>, string>> = {
  expression: 'secl',
  policy: 'yaml',
  json: 'json',
  hcl: 'hcl',
  command: 'sh',
};

/** Kinds of error that agents tell apart, with what becomes of the rule (spec: what agents report). */
function agents(kind: string | undefined): readonly string[] {
  if (kind === undefined) return [];
  const state = kind === 'syntax' ? 'syntax_error' : 'error';
  return [
    '## What agents report',
    `The rule is rejected with the status \`${state}\`. Among the kinds of error that agents tell apart, this is ` +
      `\`${kind}\`.`,
  ];
}

/** A fence longer than any run of backticks in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}`;
}

const sentence = (text: string): string =>
  /\w$/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : fenced('text', text);
const cell = (text: string): string => text.replaceAll('|', '\\|');
const anchor = (title: string): string => title.toLowerCase().replaceAll('.', '').replaceAll(' ', '-');
const document = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
