import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const library = join(import.meta.dirname, '../../rules-library/policies');

export interface PackFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A pack of many rules in the shapes of the rules library: its rules again and again, each time with an id of their own
 * and about a program of their own, so that no two say the same; the macros that they use lie in a file beside them.
 */
export function pack(rules: number, files: number): readonly PackFile[] {
  const names = readdirSync(library).filter((name) => name.endsWith('.policy'));
  const texts = names.sort().map((name) => readFileSync(join(library, name), 'utf8'));
  const shapes = texts.flatMap((text) => itemsOf(text, 'rules'));
  const items = Array.from({ length: rules }, (_, index) =>
    varied(shapes[index % shapes.length] ?? '', Math.floor(index / shapes.length)),
  );
  const each = Math.ceil(rules / files);
  const policies = Array.from({ length: files }, (_, index) => ({
    name: `part-${String(index).padStart(3, '0')}.policy`,
    text: `version: 1.0.0\nrules:\n${items.slice(index * each, (index + 1) * each).join('\n')}`,
  }));
  const macros = texts.flatMap((text) => itemsOf(text, 'macros'));
  return [{ name: 'macros.policy', text: `version: 1.0.0\nmacros:\n${macros.join('\n')}` }, ...policies];
}

/** The items of a list of a policy, as they are written. */
function itemsOf(policy: string, list: 'rules' | 'macros'): readonly string[] {
  const sections = policy.split(/^(?=\w+:)/m);
  const [, items = ''] = sections.find((section) => section.startsWith(`${list}:`))?.split(/^\w+:\n/m) ?? [];
  const written = items.replace(/^#.*\n/gm, '').split(/^(?= {2}- id:)/m);
  return written.filter((item) => item.startsWith('  - id:')).map((item) => `${item.trimEnd()}\n`);
}

/** The same rule about another program; its expression is a block of lines. */
function varied(item: string, round: number): string {
  return item
    .replace(/^( {2}- id: \S+)/, `$1_${round}`)
    .replace(/^( {4}expression: \|-\n)((?: {6}.*\n)+)/m, (_, key: string, lines: string) => {
      const condition = lines.replace(/^ {6}/gm, '        ');
      return `${key}      process.parent.file.name == "tool-${round}"\n      && (\n${condition}      )\n`;
    });
}
