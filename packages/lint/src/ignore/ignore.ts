import { createLineIndex, fillMessage, type LineIndex, type Location } from '@secl/text';
import type { LintConfig } from '../config.ts';
import type { Finding } from '../finding.ts';
import { hintOfCode } from '../nearest-code.ts';
import { askedOf, levelFor } from '../settings-for.ts';
import { type Comment, type Directive, readDirective } from './directive.ts';
import { ignoreRules } from './ignore-rules.ts';

export interface IgnoringFile {
  readonly name: string;
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Where its rules and macros stand, in file order. */
  readonly items: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

export interface Ignored {
  readonly kept: readonly Finding[];
  readonly ignored: readonly { readonly finding: Finding; readonly directive: Directive }[];
}

/**
 * Takes out what ignore comments of the files name, and says which comments are of no use. An error can be ignored only
 * with a reason.
 */
export function ignoreFindings(
  findings: readonly Finding[],
  files: readonly IgnoringFile[],
  known: ReadonlySet<string>,
  config: LintConfig,
): Ignored {
  const kept = new Set(findings);
  const ignored: { finding: Finding; directive: Directive }[] = [];
  const own: Finding[] = [];
  for (const file of files) {
    const directives = file.comments.flatMap((comment) => readDirective(comment, file.text) ?? []);
    if (directives.length === 0) continue;
    const lines = createLineIndex(file.text);
    const here = findings.filter(({ place }) => place.document === file.name);
    for (const directive of directives) {
      own.push(...wrongWith(directive, file, known, config));
      const expired =
        directive.until !== undefined && config.today !== undefined && directive.until < config.today;
      for (const { id, range } of directive.ids) {
        if (!known.has(id) || expired) continue;
        const reached = here.filter(
          (finding) => finding.code === id && reaches(directive, finding.place, file, lines),
        );
        if (reached.length === 0) {
          own.push(...say('unused', 'unused', file, range, { id }, config));
          continue;
        }
        for (const finding of reached) {
          if (needsReason(finding) && directive.reason === '') {
            if (!config.requireReasons)
              own.push(...say('reason', 'reason', file, directive.range, { id }, config));
            break;
          }
          if (kept.delete(finding)) ignored.push({ finding, directive });
        }
      }
    }
  }
  return { kept: [...kept, ...own], ignored };
}

function needsReason({ category, severity }: Finding): boolean {
  return category === 'load' && severity === 'error';
}

function wrongWith(
  { ids, reason, until, range }: Directive,
  file: IgnoringFile,
  known: ReadonlySet<string>,
  config: LintConfig,
): readonly Finding[] {
  const found: Finding[] = [];
  if (ids.length === 0) found.push(...say('unknown', 'nothing', file, range, {}, config));
  for (const each of ids) {
    if (known.has(each.id)) continue;
    const hint = hintOfCode(each.id, known);
    found.push(...say('unknown', 'unknown', file, each.range, { id: each.id, hint }, config));
  }
  if (until !== undefined && config.today !== undefined && until < config.today)
    found.push(...say('expired', 'expired', file, range, { until }, config));
  const [first] = ids;
  if (config.requireReasons && reason === '' && first !== undefined)
    found.push(...say('reason', 'reason', file, range, { id: first.id }, config));
  return found;
}

function reaches(
  { reach, range }: Directive,
  place: Location,
  file: IgnoringFile,
  lines: LineIndex,
): boolean {
  switch (reach) {
    case 'file':
      return true;
    case 'line':
      return coversLine(place, lines.positionAt(range.start).line, lines);
    case 'next':
      return coversLine(place, lines.positionAt(range.end).line + 1, lines);
    case 'rule': {
      // The item that holds the comment, else the one that follows it.
      const item =
        file.items.find(({ start, end }) => start <= range.start && range.end <= end) ??
        file.items.find(({ start }) => start >= range.end);
      return item !== undefined && item.start <= place.range.start && place.range.start <= item.end;
    }
  }
}

function coversLine({ range }: Location, line: number, lines: LineIndex): boolean {
  return lines.positionAt(range.start).line <= line && line <= lines.positionAt(range.end).line;
}

function say(
  rule: keyof typeof ignoreRules,
  message: string,
  file: IgnoringFile,
  range: Location['range'],
  values: Readonly<Record<string, string>>,
  config: LintConfig,
): readonly Finding[] {
  const declared = ignoreRules[rule];
  const severity = levelFor(askedOf(declared), file.name, config);
  if (severity === 'off') return [];
  const messages: Readonly<Record<string, string>> = declared.messages;
  return [
    {
      code: declared.id,
      category: 'ignore',
      severity,
      message: fillMessage(messages[message] ?? '', values),
      place: { document: file.name, range },
      related: [],
      subject: '',
      ruleSets: [],
      targets: [],
    },
  ];
}
