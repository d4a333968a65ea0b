import { forMarkdown, forMarkdownBlock, forMarkdownCode, forMarkdownMessage } from '@secl/text';
import type { Outcome } from '../lint.ts';
import type { TestFailure, TestsReport } from '../tests.ts';
import { count } from '../words.ts';
import { type Links, linked } from './links.ts';

/** What the tests of rules say; nothing where there are none. */
export function testsSection(tests: Outcome<TestsReport>, links: Links, open: number): readonly string[] {
  const heading = '#### Tests of rules\n';
  if (tests.kind === 'failed') return [heading, `${forMarkdownBlock(tests.message, 'text')}\n`];
  const { passed, failed, failures } = tests.report;
  if (passed + failed + failures.length === 0) return [];
  const sums = [...(failed > 0 ? [`${failed} failed`] : []), ...(passed > 0 ? [`${passed} passed`] : [])];
  const rest = failures.length - open;
  return [
    heading,
    `${sums.length === 0 ? 'No case could be run' : `${count(passed + failed, 'case')}: ${sums.join(', ')}`}\n`,
    ...failures.slice(0, open).map((failure) => failureBlock(failure, links)),
    ...(rest > 0 ? [`… and ${rest} more: \`secl test\` shows them all.\n`] : []),
  ];
}

function failureBlock({ test, outcome, message, place, trace }: TestFailure, links: Links): string {
  const where = linked(forMarkdownCode(`${place.file}:${place.start.line}`, 'text'), links.lines(place));
  const title =
    outcome === 'mistake'
      ? 'Mistake'
      : outcome === 'undecided'
        ? 'Undecided'
        : outcome === 'broken'
          ? 'Not run'
          : 'Failed';
  const paragraphs = [
    `**${title}**${test === '' ? '' : ` ${forMarkdown(test)}`} · ${where}`,
    forMarkdownMessage(message, 'text'),
    ...(trace.length === 0 ? [] : [forMarkdownBlock(trace.join('\n'), 'text')]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}
