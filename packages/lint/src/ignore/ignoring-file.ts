import { parseMacro } from '@secl/language';
import { locateSpan, type MacroDefinition, type RuleDefinition, type Text } from '@secl/policy';
import type { Comment, Range } from '@secl/text';
import type { LintedFile, OuterScalar } from '../view/linted.ts';

/** A text with the comments in it that may ignore findings. */
export interface IgnoringFile {
  /** The policies whose places count in this text: one, or several that one file of Terraform holds. */
  readonly documents: readonly string[];
  /** The policies that it only carries, as texts of their own: what it ignores in the whole file is ignored in them. */
  readonly carries: readonly string[];
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Where its rules and macros stand, in the order of the text. */
  readonly items: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

/** How every ignore comment begins. A text without it is looked at no further. */
export const mark = 'secl-ignore';

/** The texts of a rule set in which ignore comments stand. */
export function ignoringFiles(files: readonly LintedFile[]): readonly IgnoringFile[] {
  const homes = new Map<string, LintedFile[]>();
  for (const file of files) {
    if (!file.text.includes(mark)) continue;
    const home = file.home ?? file.name;
    homes.set(home, [...(homes.get(home) ?? []), file]);
  }
  const around = aroundPolicies(files);
  // Terraform may have rules of its own and carry policies, too.
  const own = [...homes].map(([home, ofHome]) => ({
    ...ignoringFile(ofHome),
    carries: around.filter(({ documents }) => documents.includes(home)).flatMap(({ carries }) => carries),
  }));
  return [...own, ...around.filter(({ documents }) => !documents.some((each) => homes.has(each)))];
}

/** ConfigMaps and values of charts: texts of policies, with comments of YAML around them. */
function aroundPolicies(files: readonly LintedFile[]): readonly IgnoringFile[] {
  const found = new Map<string, { outer: OuterScalar; comments: readonly Comment[]; carries: string[] }>();
  for (const { name, outer } of files) {
    const { comments = [] } = outer ?? {};
    if (outer === undefined || comments.length === 0) continue;
    const known = found.get(outer.document) ?? { outer, comments, carries: [] };
    known.carries.push(name);
    found.set(outer.document, known);
  }
  return [...found.values()].map(({ outer: { document, text }, comments, carries }) => {
    return { documents: [document], carries, text, comments, items: [] };
  });
}

function ignoringFile(files: readonly LintedFile[]): IgnoringFile {
  const items = files.flatMap(({ macros, rules }) =>
    [...macros, ...rules].map(({ id, definition: { offset, range } }) => ({
      id,
      start: offset + range.start,
      end: offset + range.end,
    })),
  );
  const inExpressions = files.flatMap((file) =>
    [...file.rules, ...file.macros].flatMap(({ definition }) =>
      textsOf(definition).flatMap((text) => expressionComments(file, definition.offset, text)),
    ),
  );
  return {
    documents: files.map(({ name }) => name),
    carries: [],
    text: files[0]?.text ?? '',
    comments: distinct([...(files[0]?.comments ?? []), ...inExpressions]),
    items: items.sort((a, b) => a.start - b.start),
  };
}

/** The texts of a definition that are expressions. */
function textsOf(definition: RuleDefinition | MacroDefinition): readonly Text[] {
  const actions = 'actions' in definition ? definition.actions : [];
  const texts = [
    definition.expression,
    ...definition.filters,
    ...actions.flatMap(({ filter, set }) => [filter, set?.expression]),
  ];
  return texts.filter((text) => text !== undefined);
}

/** Comments of SECL, which YAML takes for text. */
function expressionComments(file: LintedFile, offset: number, text: Text): readonly Comment[] {
  if (!text.value.includes(mark)) return [];
  return parseMacro(text.value).tree.comments.map(({ span, text: written }) => ({
    text: written.replace(/^(?:#|\/\/)/, '').trim(),
    range: locateSpan({ file: file.file, offset, value: text }, span).range,
  }));
}

/** A scalar that stands behind an anchor is met more than once. */
function distinct(comments: readonly Comment[]): readonly Comment[] {
  const byPlace = new Map<number, Comment>(
    comments.map((comment): [Range['start'], Comment] => [comment.range.start, comment]),
  );
  return [...byPlace.values()].sort((a, b) => a.range.start - b.range.start);
}
