import { languageProblems } from '@secl/language';
import { policyProblems } from '@secl/policy';
import { type ProblemKind, textProblems } from '@secl/text';
import { ignoreRules } from './ignore/ignore-rules.ts';
import pageData from './pages.json' with { type: 'json' };
import { lintRules } from './rules/index.ts';

/** What is to be known of the code of a finding. */
export interface Page {
  readonly title: string;
  /** Markdown, without its title. */
  readonly text: string;
}

/** The pages of lint rules by their ids: from `page.md` of their folders, gathered by `npm run docs`. */
const written: Readonly<Record<string, string>> = pageData;

const problems: Readonly<Record<string, ProblemKind>> = {
  ...languageProblems,
  ...policyProblems,
  ...textProblems,
};

/** The page of a lint rule or of a problem of loading; undefined where there is no such code. */
export function pageOfCode(code: string): Page | undefined {
  const rule = [...lintRules, ...Object.values(ignoreRules)].find(({ id }) => id === code);
  if (rule !== undefined) return { title: rule.title, text: (written[code] ?? '').replace(/^# .*\n+/, '') };
  const kind = problems[code];
  return kind === undefined ? undefined : { title: kind.title, text: problemText(kind) };
}

function problemText({ explanation, avoid, prefer }: ProblemKind): string {
  const example = (title: string, text: string): readonly string[] =>
    text === '' ? [] : [`## ${title}`, '', '```', text.trimEnd(), '```', ''];
  return [explanation, '', ...example('Avoid', avoid), ...example('Prefer', prefer)].join('\n');
}
