import type { RecordValue } from '@secl/events';
import type { Catalogue } from '@secl/model';
import { filledIn } from '../events/fill-in.ts';
import { subjectFields } from '../events/subject.ts';
import type { Draft } from './draft.ts';
import { writtenChain } from './written-chain.ts';
import { writtenElement, writtenValue } from './written-value.ts';
import { map, text, type Yaml } from './yaml-lines.ts';

/** The ways in which an event can be written, the shortest first. They need not all mean the same: that is to be tried. */
export function writtenEvents(draft: Draft, catalogue: Catalogue): readonly Yaml[] {
  const short = withoutNames(draft, catalogue);
  const forms = formsOf(draft, catalogue);
  return short === draft ? forms : [...formsOf(short, catalogue), ...forms];
}

/** What is filled in beside a path, or beside arguments, need not be said. */
function withoutNames(draft: Draft, catalogue: Catalogue): Draft {
  const entries = Object.entries(draft.values);
  const said = entries.filter(([name, value]) => {
    const source = name.replace(/\.name$/, '.path').replace(/\.args_(?:flags|options)$/, '.argv');
    if (source === name || draft.values[source] === undefined) return true;
    const others = Object.fromEntries(entries.filter(([other]) => other !== name));
    return !isSame(filledIn(others, catalogue)[name], value);
  });
  return said.length === entries.length ? draft : { ...draft, values: Object.fromEntries(said) };
}

function isSame(filled: RecordValue | undefined, value: RecordValue): boolean {
  if (!Array.isArray(filled) || !Array.isArray(value)) return filled === value;
  return filled.length === value.length && filled.every((each, index) => each === value[index]);
}

function formsOf(draft: Draft, catalogue: Catalogue): readonly Yaml[] {
  const chain = writtenChain(draft);
  const forms: Yaml[] = [];
  if (chain !== undefined) {
    forms.push(written(withoutEmpty(chain.rest), catalogue, { subject: true, chain: chain.text }));
    forms.push(written(chain.rest, catalogue, { subject: true, chain: chain.text }));
    forms.push(written(chain.rest, catalogue, { subject: false, chain: chain.text }));
  }
  forms.push(written(draft, catalogue, { subject: true }), written(draft, catalogue, { subject: false }));
  return forms;
}

/** A program without arguments has empty ones: the line says it already. */
function withoutEmpty(draft: Draft): Draft {
  return {
    ...draft,
    values: Object.fromEntries(Object.entries(draft.values).filter(([, value]) => value !== '')),
  };
}

const processTypes: readonly string[] = ['exec', 'exit', 'fork'];

function written(
  draft: Draft,
  catalogue: Catalogue,
  { subject, chain }: { readonly subject: boolean; readonly chain?: string },
): Yaml {
  const { type, values, ancestors, variables, unknown } = draft;
  const isProcess = processTypes.includes(type);
  const said = subject && !isProcess ? subjectOf(draft, catalogue) : undefined;
  const rest = Object.entries(values).filter(([name]) => said?.names.includes(name) !== true);
  const own = isProcess && chain !== undefined ? text(chain) : said === undefined ? map() : text(said.text);
  return map(
    [type, own],
    ...(isProcess || chain === undefined ? [] : [['by', text(chain)] as const]),
    ...rest.map(([name, value]) => [name, writtenValue(name, value, catalogue)] as const),
    ...(ancestors.length === 0
      ? []
      : [
          [
            'ancestors',
            ancestors.map((each) => writtenElement('process.ancestors', each, catalogue)),
          ] as const,
        ]),
    ...(Object.keys(variables).length === 0
      ? []
      : [
          [
            'variables',
            map(
              ...Object.entries(variables).map(
                ([name, value]) => [name, writtenValue(name, value, catalogue)] as const,
              ),
            ),
          ] as const,
        ]),
    ...(unknown.length === 0 ? [] : [['unknown', unknown.map(text)] as const]),
  );
}

interface Subject {
  readonly text: string;
  /** The fields that it says. */
  readonly names: readonly string[];
}

/** The text behind the event type that says most of its fields and nothing else but what follows from them. */
function subjectOf({ type, values }: Draft, catalogue: Catalogue): Subject | undefined {
  let best: Subject | undefined;
  for (const candidate of candidates(type, values)) {
    const names = saidBy(type, candidate, values, catalogue);
    if (names.length > (best?.names.length ?? 0)) best = { text: candidate, names };
  }
  return best;
}

function* candidates(type: string, values: Draft['values']): Generator<string> {
  const own = Object.entries(values).filter(([name]) => name.startsWith(`${type}.`));
  const texts = own.flatMap(([, value]) => (typeof value === 'string' && value !== '' ? [value] : []));
  yield* texts;
  for (const from of texts) for (const to of texts) if (from !== to) yield `${from} -> ${to}`;
  for (const [name, port] of own) {
    if (!name.endsWith('.port')) continue;
    for (const address of texts) yield address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    yield `:${port}`;
  }
}

function saidBy(
  type: string,
  candidate: string,
  values: Draft['values'],
  catalogue: Catalogue,
): readonly string[] {
  const fields = subjectFields(type, candidate, catalogue);
  switch (fields.kind) {
    case 'wrong':
      return [];
    case 'field':
      return values[fields.name] === candidate ? [fields.name] : [];
    case 'values': {
      const said = Object.entries(fields.values);
      const agrees = said.every(([name, value]) => values[name] === undefined || isSame(values[name], value));
      return agrees ? said.filter(([name]) => values[name] !== undefined).map(([name]) => name) : [];
    }
  }
}
