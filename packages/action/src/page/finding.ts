import { forMarkdown, forMarkdownCode, forMarkdownMessage, type MarkdownPlace } from '@secl/text';
import type { Finding } from '../lint-report.ts';
import { levelNames } from '../words.ts';
import { excerpt } from './excerpt.ts';
import { type Links, linked } from './links.ts';

/** A finding with its lines: what is wrong, where, and what to write. */
export function findingBlock(finding: Finding, text: string | undefined, links: Links): string {
  const { severity, subject, message, code, page } = finding;
  const level = levelNames[severity];
  const about = subject === '' ? '' : ` in ${forMarkdownCode(subject, 'text')}`;
  const lines = excerpt(finding, text);
  const paragraphs = [
    `**${level.charAt(0).toUpperCase()}${level.slice(1)}**${about} · ${where(finding, links, 'text')}`,
    `${forMarkdownMessage(message, 'text')}${targetsOf(finding)}`,
    ...(lines === undefined ? [] : [lines]),
    [...mending(finding), linked(forMarkdownCode(code, 'text'), links.documentation(page))].join(' · '),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** The same in a row of a table. */
export function findingRow(finding: Finding, links: Links): readonly string[] {
  const { severity, subject, message, code, page } = finding;
  return [
    levelNames[severity],
    where(finding, links, 'table'),
    subject === '' ? '' : forMarkdownCode(subject),
    `${forMarkdownMessage(message)}${targetsOf(finding)}`,
    linked(forMarkdownCode(code), links.documentation(page)),
  ];
}

export const findingTitles = ['Level', 'Where', 'Rule', 'What', 'Id'] as const;

function where({ place }: Finding, links: Links, stands: MarkdownPlace): string {
  return linked(forMarkdownCode(`${place.file}:${place.start.line}`, stands), links.lines(place));
}

const targetsOf = ({ targets }: Finding): string =>
  targets.length === 0 ? '' : ` (on ${targets.map(forMarkdown).join(', ')})`;

function mending({ fix }: Finding): readonly string[] {
  if (fix === undefined) return [];
  const how =
    fix.kind === 'safe'
      ? '`secl lint --fix` does it'
      : '`secl lint --fix-suggested` does it, for you to look at';
  return [`Fix: ${forMarkdownMessage(fix.title, 'text')} (${how})`];
}
