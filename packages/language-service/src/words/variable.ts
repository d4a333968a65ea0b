import { builtinVariables } from '@secl/language';
import { forMarkdown } from '@secl/text';
import { occurrencesOfItem } from '../view/occurrences.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { code } from './markdown.ts';

/** What a variable is, who sets it and who reads it. */
export function variableCard(name: string, set: SetSnapshot): string {
  const [view] = set.views;
  const defined = view?.set.variables.get(name);
  const type = defined ?? builtinVariables.get(name) ?? set.external.variables.get(name);
  const uses = set.items.flatMap((item) =>
    occurrencesOfItem(set, item)
      .filter((each) => each.kind === 'variable' && each.name === name)
      .map(({ access }) => ({ access, id: item.definition.id?.value ?? '' })),
  );
  const ids = (access: 'read' | 'write'): string =>
    [...new Set(uses.flatMap((use) => (use.access === access && use.id !== '' ? [code(use.id)] : [])))]
      .slice(0, 12)
      .join(', ');
  const [setters, readers] = [ids('write'), ids('read')];
  const shape = type === undefined ? 'unknown' : `${type.array ? 'list of ' : ''}${type.type}`;
  const builtin = builtinVariables.has(name) ? ' · every agent has it' : '';
  return [
    `**${code(`\${${name}}`)}** · ${shape}${builtin}`,
    '',
    ...(defined === undefined
      ? []
      : [
          `- scope: ${defined.scope}${defined.inherited ? ', inherited by children' : ''}`,
          ...(defined.ttl === undefined ? [] : [`- forgotten after ${duration(defined.ttl)}`]),
          ...(defined.array ? [`- at most ${defined.size} values`] : []),
          ...(defined.start === undefined ? [] : [`- starts as ${forMarkdown(String(defined.start))}`]),
        ]),
    `- set by ${setters === '' ? 'no rule here' : setters}`,
    ...(readers === '' ? [] : [`- read by ${readers}`]),
  ].join('\n');
}

/** `10m`, `1h30m`; of nanoseconds what is less than a millisecond is left out. */
export function duration(nanoseconds: bigint): string {
  const units = [
    ['h', 3_600_000_000_000n],
    ['m', 60_000_000_000n],
    ['s', 1_000_000_000n],
    ['ms', 1_000_000n],
  ] as const;
  let rest = nanoseconds;
  let words = '';
  for (const [unit, size] of units) {
    if (rest >= size) words += `${rest / size}${unit}`;
    rest %= size;
  }
  return words === '' ? '0s' : words;
}
