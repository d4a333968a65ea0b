import type { LintRule } from '../../../contract.ts';
import type { LintedFile, OuterScalar } from '../../../view/linted.ts';
import { earlyEnd } from './early-end.ts';
import { templateMistake } from './template-mistake.ts';

/** The header of a block, and the next line with text where it begins a policy. */
const policyBelow = /^[|>][^\n]*\n(?:[ \t\r]*\n)*[ \t]*(rules|macros|version)[ \t]*:/;

/**
 * A policy is a text of many lines in YAML, and YAML keeps lines and their indentation in literals only; what Helm puts
 * into one needs the indentation of one.
 */
export const blockScalarIndentation: LintRule = {
  id: 'carrier/block-scalar-indentation',
  title: 'Policy that loses its lines or their indentation',
  level: 'error',
  needs: 'file',
  messages: {
    folded: '`>` joins the lines of the policy, and nothing of it can be read: write `|`',
    joined: 'without `|` the lines of the policy are joined, and nothing of it can be read',
    outside:
      'the policy stands beside its key and not below it, so the key is empty: indent its lines deeper than the key',
    'no-indent':
      'only the first of the lines that `{action}` gives stands here: let `| nindent {columns}` move all of them',
    twice:
      'the first line that `{action}` gives is moved by {blanks} columns more than the others: put it at the start of the line',
    trimmed: '`{{-` takes the line break behind `|` away: use `nindent` with it',
    ends: 'the policy ends here: this line stands {columns} columns deep, and the first of the policy {first}',
    shallow: '{columns} columns are not deeper than the key, so the lines do not belong to it',
  },
  check(file, { report }) {
    const { outer } = file;
    if (outer !== undefined && hasNothing(file)) {
      const found = styleMistake(outer);
      if (found !== undefined) {
        const place = { document: outer.document, range: found.range };
        const edits = [{ place, text: '|' }];
        const fix = { kind: 'suggested', title: 'write `|`', edits } as const;
        // Whatever is said of the joined lines says that they are joined.
        const insteadOf = file.file.problems;
        report(place, found.message, {}, { insteadOf, ...(found.message === 'folded' ? { fix } : {}) });
      }
    }
    if (isYaml(file)) {
      const whole = outer ?? { document: file.home ?? file.name, text: file.text };
      const broken = file.file.problems.filter(
        ({ code, place }) => /^text\/yaml-/.test(code) && place.document === whole.document,
      );
      const [first] = broken.map(({ place }) => place.range.start).sort((a, b) => a - b);
      const found = first === undefined ? undefined : earlyEnd(whole.text, first);
      if (found !== undefined) {
        const place = { document: whole.document, range: found.range };
        report(place, 'ends', found.values, { insteadOf: broken });
      }
    }
    for (const problem of file.file.problems) {
      const { code, place } = problem;
      if (code !== 'policy/not-static' || !isYaml(file)) continue;
      const found = templateMistake(outer?.text ?? file.text, place.range);
      if (found !== undefined) report(place, found.message, found.values, { insteadOf: [problem] });
    }
  },
};

const isYaml = ({ carrier }: LintedFile): boolean => carrier === 'configmap' || carrier === 'helm';

const hasNothing = ({ file: { unreadable, rules, macros } }: LintedFile): boolean =>
  unreadable !== undefined || (rules.length === 0 && macros.length === 0);

function styleMistake({ text, scalar }: OuterScalar) {
  const { start, end } = scalar.range;
  if (scalar.value.trim() === '') {
    const below = policyBelow.exec(text.slice(start));
    const key = below?.[1];
    if (below === null || key === undefined) return undefined;
    const at = start + below[0].lastIndexOf(key);
    return { message: 'outside', range: { start: at, end: at + key.length } } as const;
  }
  const lines = scalar.source.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || scalar.style === 'literal') return undefined;
  if (scalar.style === 'folded') return { message: 'folded', range: { start, end: start + 1 } } as const;
  // Writers of YAML break long lines, but keep those of the text as `\n`.
  if (scalar.value.trimEnd().includes('\n')) return undefined;
  return { message: 'joined', range: { start, end } } as const;
}
