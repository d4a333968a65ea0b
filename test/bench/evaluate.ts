import { type Engine, RunningRuleSet } from '@secl/engine';
import { createDecoder } from '@secl/events';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { decodeAll } from './decode.ts';
import { type Figure, inTurns, mean, microseconds, parseAll } from './measure.ts';
import { loadDefaultPolicy } from './rule-set.ts';
import { eventLines, type StreamOptions } from './stream.ts';

const events = 20_000;
const goal = 'at most 1.30, hoped for 0.75; the agent itself 2.3';

/** What looking at an event adds to decoding it, with all rules that load, their variables and their actions. */
export function measureEvaluation(): readonly Figure[] {
  const ruleSet = loadDefaultPolicy();
  return [
    figure('the generated stream', ruleSet, 'fast', {}),
    figure('the same, every path and argument new', ruleSet, 'fast', { fresh: true }),
    figure('the same, ancestors go on, files unknown', ruleSet, 'fast', {}, strangeLines),
    { ...figure('by closures alone', ruleSet, 'plain', {}), goal: '' },
  ];
}

/** What a recording from system calls does not know of each event. */
const unknown = ['process.ancestors', '*.in_upper_layer', '*.change_time', '*.modification_time', '*.mode'];

function strangeLines(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `{"Unknown":${JSON.stringify(unknown)},${line.slice(1)}`);
}

function figure(
  what: string,
  ruleSet: RuleSet,
  engine: Engine,
  options: StreamOptions,
  change = (lines: readonly string[]) => lines,
): Figure {
  const plainLines = [...eventLines(events, options)];
  const lines = change(plainLines);
  const times = inTurns(16, {
    parse: () => parseAll(plainLines),
    decode: decodeAll(lines),
    both: evaluateAll(lines, ruleSet, engine),
  });
  const added = mean(times.both) - mean(times.decode);
  return {
    what,
    cost: microseconds((added * 1000) / events),
    parses: added / mean(times.parse),
    goal,
  };
}

function evaluateAll(lines: readonly string[], ruleSet: RuleSet, engine: Engine): () => void {
  const decoder = createDecoder(catalogue('linux'));
  const places = lines.map((text, index) => ({ document: '-', text, line: index + 1, column: 1, offset: 0 }));
  const running = new RunningRuleSet(ruleSet, { engine });
  return () => {
    let matches = 0;
    for (const place of places) {
      const decoded = decoder.decode(place);
      if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
      matches += running.evaluate(decoded.event).length;
    }
    if (matches === 0) throw new Error('nothing matched');
  };
}
