import { movedRange } from '@secl/text';
import type { CodeLens, Command } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { countWords } from '../words/count.ts';
import { stateWords, verdictsOf } from '../words/verdict.ts';
import { itemsOf } from './links.ts';
import { editorLocation } from './places.ts';

/** The command of a lens that runs tests: with `{ rule, tests: [{ uri, name }] }`. */
export const runTestsCommand = 'secl.runTests';

/** Above each rule: on how many targets it loads, how often it matches in recordings, and the tests that name it. */
export function codeLenses(context: DocumentContext): readonly CodeLens[] {
  return itemsOf(context).flatMap(({ item, cursor }): CodeLens[] => {
    const { id, offset } = item.definition;
    if (item.kind !== 'rule' || id === undefined) return [];
    const verdicts = verdictsOf(cursor.set, id.value);
    const loads = verdicts.filter(({ state }) => state?.status === 'loaded').length;
    const [first] = verdicts;
    const title =
      verdicts.length === 1
        ? stateWords(first?.state).replaceAll('`', '')
        : `loads on ${loads} of ${verdicts.length} targets`;
    const location = editorLocation(context.folder, cursor.set, {
      document: item.carried.file.name,
      range: movedRange(id.range, offset),
    });
    const { recordings } = context;
    const isCounted = first?.state?.status === 'loaded' && recordings?.withoutLenses !== true;
    const count = isCounted ? recordings?.count(cursor.set, id.value) : undefined;
    if (location === undefined) return [];
    const titles = count === undefined ? [title] : [title, countWords(count)];
    const tests = context.tests?.of(id.value) ?? [];
    const commands: Command[] = titles.map((each) => ({ title: each, command: '' }));
    if (tests.length > 0)
      commands.push({
        title: tests.length === 1 ? 'run its test' : `run ${tests.length} tests`,
        command: runTestsCommand,
        arguments: [{ rule: id.value, tests }],
      });
    return commands.map((command) => ({ range: location.range, command }));
  });
}
