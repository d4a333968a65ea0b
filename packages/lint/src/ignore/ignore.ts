import { createLineIndex, fillMessage, type LineIndex, type Location } from '@secl/text';
import { codes } from '../codes.ts';
import type { LintConfig } from '../config.ts';
import type { Finding } from '../finding.ts';
import { hintOfCode } from '../nearest-code.ts';
import { askedOf, levelFor } from '../settings-for.ts';
import { type Directive, isDay, readDirective } from './directive.ts';
import { ignoreRules } from './ignore-rules.ts';
import type { IgnoringFile } from './ignoring-file.ts';

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
  ruleSet: string,
  config: LintConfig,
): Ignored {
  const kept = new Set(findings);
  const ignored: { finding: Finding; directive: Directive }[] = [];
  const own: Finding[] = [];
  for (const file of files) {
    const directives = file.comments.flatMap((comment) => readDirective(comment, file.text) ?? []);
    if (directives.length === 0) continue;
    const lines = createLineIndex(file.text);
    const within = [...file.documents, ...file.carries];
    const here = findings.filter(({ place }) => within.includes(place.document));
    for (const directive of directives) {
      own.push(...wrongWith(directive, file, config));
      const expired = hasExpired(directive, config);
      for (const { id, range } of directive.ids) {
        if (!codes.has(id) || expired) continue;
        const reached = here.filter(
          (finding) => finding.code === id && reaches(directive, finding.place, file, lines),
        );
        if (reached.length === 0) {
          if (isOn(id, file, config)) own.push(...say('unused', 'unused', file, range, { id }, config));
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
  const named = own.map((finding): Finding => ({ ...finding, ruleSets: [ruleSet] }));
  return { kept: [...kept, ...named], ignored };
}

function needsReason({ category, severity }: Finding): boolean {
  return category === 'load' && severity === 'error';
}

/** What is off finds nothing, here or in the next run: a comment that ignores it may wait until it is on again. */
function isOn(id: string, { documents: [document = ''] }: IgnoringFile, config: LintConfig): boolean {
  const asked = codes.get(id);
  return asked !== undefined && levelFor(asked, document, config) !== 'off';
}

function hasExpired({ until }: Directive, { today }: LintConfig): boolean {
  return until !== undefined && today !== undefined && until < today;
}

function wrongWith(directive: Directive, file: IgnoringFile, config: LintConfig): readonly Finding[] {
  const { ids, reason, until, range } = directive;
  const found: Finding[] = [];
  if (directive.unread !== undefined)
    found.push(...say('unknown', 'word', file, range, { word: directive.unread }, config));
  else if (ids.length === 0) found.push(...say('unknown', 'nothing', file, range, {}, config));
  for (const each of ids) {
    if (codes.has(each.id)) continue;
    const hint = hintOfCode(each.id, codes.keys());
    found.push(...say('unknown', 'unknown', file, each.range, { id: each.id, hint }, config));
  }
  if (until !== undefined && !isDay(until))
    found.push(...say('expired', 'day', file, range, { until }, config));
  else if (until !== undefined && hasExpired(directive, config))
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
      return coversLine(place, lines.positionAt(range.start).line, file, lines);
    case 'next':
      return coversLine(place, lines.positionAt(range.end).line + 1, file, lines);
    case 'rule': {
      // The item that holds the comment, else the one that follows it.
      const item =
        file.items.find(({ start, end }) => start <= range.start && range.end <= end) ??
        file.items.find(({ start }) => start >= range.end);
      return item !== undefined && item.start <= place.range.start && place.range.start <= item.end;
    }
  }
}

/** Places of policies that the text only carries are counted in their own texts. */
function coversLine(
  { document, range }: Location,
  line: number,
  { carries }: IgnoringFile,
  lines: LineIndex,
): boolean {
  if (carries.includes(document)) return false;
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
  const [document = ''] = file.documents;
  const severity = levelFor(askedOf(declared), document, config);
  if (severity === 'off') return [];
  const messages: Readonly<Record<string, string>> = declared.messages;
  return [
    {
      code: declared.id,
      category: 'ignore',
      severity,
      message: fillMessage(messages[message] ?? '', values),
      place: { document, range },
      related: [],
      subject: '',
      ruleSets: [],
      targets: [],
    },
  ];
}
