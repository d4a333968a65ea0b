/** What the parsers of old agents do not read; ours reads all versions, and this says what the target's would say. */
import type { Span } from '@secl/text';
import type { Node } from '../parse/tree.ts';
import { walk } from '../parse/walk.ts';
import { type ExpressionProblem, problem } from '../problems.ts';
import { languageVersions } from './versions.ts';

const newest = Math.max(languageVersions.orEqual, languageVersions.duration);

export function earlySyntax(root: Node, minor: number): readonly ExpressionProblem[] {
  if (minor >= newest) return [];
  const found: ExpressionProblem[] = [];
  const report = (what: string, since: number, place: Span, token: string): void => {
    if (minor >= since) return;
    const values = { what, agent: `7.${minor}`, since: `7.${since}` };
    const extras = { agent: `unexpected token "${token}"`, onAgents: [values.agent] };
    found.push(problem('syntax/not-in-version', place, values, extras));
  };
  for (const node of walk(root)) {
    if (node.kind === 'duration') {
      const unit = node.text.replace(/^[-+]?[0-9]+/, '');
      const place = { start: node.span.end - unit.length, end: node.span.end };
      report(`the duration \`${node.text}\``, languageVersions.duration, place, unit);
    }
    if (node.kind !== 'comparison') continue;
    for (const { name, span } of node.operators) {
      if (name === '>=' || name === '<=')
        report(`\`${name}\``, languageVersions.orEqual, { start: span.end - 1, end: span.end }, '=');
    }
  }
  return found.sort((a, b) => a.place.start - b.place.start);
}
