import {
  expressionScalars,
  type FormatOptions,
  formatExpression,
  formatScalars,
  parseMacro,
} from '@secl/language';
import { type CarriedPolicy, type Home, outwardEdits, outwardPlace, readCarrier } from '@secl/policy';
import { createLineIndex, type Problem, readYaml, type Scalar, type TextEdit } from '@secl/text';

/** The code of a file in which no policy is. */
export const noPolicy = 'policy/no-policy';

/** What formatting does to a file. */
export interface FormattedFile {
  readonly edits: readonly TextEdit[];
  /** Why a part of it is left as it is: with places in the file. */
  readonly mistakes: readonly Problem[];
}

/** Formats the expressions of a YAML file that is a policy. */
export function policyEdits(name: string, text: string, options: FormatOptions): FormattedFile {
  const yaml = readYaml(name, text);
  const broken = yaml.problems.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return { edits: [], mistakes: broken };
  const scalars = expressionScalars(yaml.root);
  if (scalars.length === 0) return { edits: [], mistakes: readCarrier(name, text).flatMap(whyNothing) };
  return scalarEdits(name, text, scalars, options);
}

/** Why there is nothing to format where that is a mistake: a policy may well have no rules yet. */
function whyNothing({ file, home }: CarriedPolicy): readonly Problem[] {
  const { problems, unreadable, name } = file;
  const found =
    unreadable?.code === 'policy/unreadable' ? unreadable : problems.find(({ code }) => code === noPolicy);
  return found === undefined ? [] : [outside(found, name, home)];
}

/** Formats the expressions of a policy in the file that carries it, in the syntax of that file. */
export function carriedEdits(carried: CarriedPolicy, options: FormatOptions): FormattedFile {
  const { file, home } = carried;
  const broken = file.unreadable;
  if (broken !== undefined) return { edits: [], mistakes: [outside(broken, file.name, home)] };
  const none = whyNothing(carried);
  if (none.length > 0) return { edits: [], mistakes: none };
  if (carried.carrier === 'rule-file' && home.readOnly) return wholeEdits(carried, options);
  // What a chart fills in would be lost in places where text is written anew.
  if (home.readOnly) return { edits: [], mistakes: [] };
  if (home.scalar !== undefined) return embeddedEdits(carried, home.scalar, options);
  return scalarEdits(home.document, home.text, scalarsOf(carried), options);
}

/** A policy that is a text of the file: lines of it stand further to the right there. */
function embeddedEdits(
  { file, text, home }: CarriedPolicy,
  scalar: Scalar,
  options: FormatOptions,
): FormattedFile {
  const start = scalar.map.toSource({ start: 0, end: 0 }).start;
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  const indent = isBlock ? createLineIndex(home.text).positionAt(start).column - 1 : 0;
  const width = Math.max(20, (options.width ?? 100) - indent);
  const { edits, mistakes } = policyEdits(file.name, text, { ...options, width });
  const inner = edits.map((edit) => ({
    location: { document: file.name, range: edit.range },
    text: edit.text,
  }));
  const written = outwardEdits(inner, () => home) ?? [];
  return {
    edits: written.map((edit) => ({ range: edit.location.range, text: edit.text })),
    mistakes: mistakes.map((each) => outside(each, file.name, home)),
  };
}

function scalarsOf({ file }: CarriedPolicy): readonly Scalar[] {
  const texts = [
    ...file.macros.map(({ expression }) => expression),
    ...file.rules.flatMap(({ expression, actions }) => [
      expression,
      ...actions.flatMap(({ filter, set }) => [filter, set?.expression]),
    ]),
  ];
  const scalars = texts.flatMap((text) => text?.scalar ?? []);
  return scalars.sort((a, b) => a.range.start - b.range.start);
}

/** A macro file that is nothing but its expression. */
function wholeEdits({ home }: CarriedPolicy, options: FormatOptions): FormattedFile {
  const start = home.text.search(/[^\s\ufeff]/);
  const value = start === -1 ? '' : home.text.slice(start).trimEnd();
  const parsed = parseMacro(value);
  const [first] = parsed.problems;
  if (first !== undefined) {
    const { code, severity, message, place } = first;
    const range = { start: place.start + start, end: place.end + start };
    return {
      edits: [],
      mistakes: [{ code, severity, message, place: { document: home.document, range }, related: [] }],
    };
  }
  const { text } = formatExpression(parsed, options);
  const edit = { range: { start, end: start + value.length }, text };
  return { edits: text === value ? [] : [edit], mistakes: [] };
}

function scalarEdits(
  document: string,
  text: string,
  scalars: readonly Scalar[],
  options: FormatOptions,
): FormattedFile {
  const found = formatScalars(text, scalars, options);
  return { edits: found.edits, mistakes: found.unreadable.flatMap((scalar) => mistakesIn(scalar, document)) };
}

/** Why an expression is left as it is: the first thing that is wrong with it. */
function mistakesIn(scalar: Scalar, document: string): readonly Problem[] {
  const [first] = parseMacro(scalar.value.replace(/\n+$/, '')).problems;
  if (first === undefined) return [];
  const { code, severity, message } = first;
  const place = { document, range: scalar.map.toSource(first.place) };
  return [{ code, severity, message, place, related: [] }];
}

function outside({ code, severity, message, place }: Problem, document: string, home: Home): Problem {
  const homeOf = (name: string): Home | undefined => (name === document ? home : undefined);
  return { code, severity, message, place: outwardPlace(place, homeOf), related: [] };
}
