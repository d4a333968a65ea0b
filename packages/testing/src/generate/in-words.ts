import type { RecordValue } from '@secl/events';
import { byteLength } from '@secl/language';
import type { Catalogue } from '@secl/model';
import { ageOf, type Draft, second } from './draft.ts';
import { nameInField } from './name-in-field.ts';

/** So many values make an event that one takes in at a glance. */
const mostValues = 4;
const longestValue = 60;

/** `an exec event with process.uid 0, exec.file.name "fish"`: plain text, not escaped. */
export function inWords({ type, values, ancestors, variables }: Draft, catalogue: Catalogue): string {
  const said = Object.entries(values).map(
    ([name, value]) => `${name} ${numberInWords(name, value, catalogue) ?? valueInWords(value)}`,
  );
  for (const [index, ancestor] of ancestors.entries()) {
    const which = index === 0 ? 'the parent’s' : `ancestor ${index + 1}’s`;
    for (const [key, value] of Object.entries(ancestor)) said.push(`${which} ${key} ${valueInWords(value)}`);
  }
  // Of a chain that is only long, nothing else would be said.
  if (ancestors.some((each) => Object.keys(each).length === 0))
    said.push(`${ancestors.length} ${ancestors.length === 1 ? 'ancestor' : 'ancestors'}`);
  for (const [name, value] of Object.entries(variables)) said.push(`\${${name}} ${valueInWords(value)}`);
  const article = /^(?:[aeio]|un)/.test(type) ? 'an' : 'a';
  if (said.length === 0) return `${article} ${type} event with nothing set`;
  const shown = said.length > mostValues ? `${said.slice(0, mostValues).join(', ')} …` : said.join(', ');
  return `${article} ${type} event with ${shown}`;
}

/** Constants by their names, times by how long before the event they are. */
function numberInWords(name: string, value: RecordValue, catalogue: Catalogue): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const age = ageOf(value);
  if (age !== undefined) return `${Number(age) / Number(second)}s before it`;
  return nameInField(name, value, catalogue);
}

function valueInWords(value: RecordValue): string {
  if (Array.isArray(value)) return `[${value.map((each) => valueInWords(each)).join(', ')}]`;
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${key} ${String(each)}`)
      .join(' ');
  if (typeof value !== 'string') return String(value);
  if (value.length <= longestValue) return JSON.stringify(value);
  // How long it is may be what it is about.
  return `${JSON.stringify(`${value.slice(0, longestValue)}…`)} (${byteLength(value)} bytes)`;
}
