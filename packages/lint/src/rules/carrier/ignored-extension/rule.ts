import type { LintRule } from '../../../contract.ts';

/** Names that people give to policies: of any other file nobody knows what becomes of it. */
const looksRight = /\.(?:ya?ml|policies|policy(?:\.[^./]+)?)$/i;
const lists = /^(?:rules|macros)(?=[ \t]*:)/m;

/** In their directory agents read what ends in `.policy`, in small letters, and nothing else (spec/policies.md, Files). */
export const ignoredExtension: LintRule = {
  id: 'carrier/ignored-extension',
  title: 'Policy in a file that agents pass over',
  level: 'info',
  strict: 'warning',
  needs: 'file',
  messages: {
    ignored:
      'agents read files whose names end in `.policy` and pass over all others in silence: as `{name}` none of this is loaded',
  },
  check({ carrier, name, text, place }, { report }) {
    const [file = name] = name.split('/').slice(-1);
    if (carrier !== 'policy' || file.endsWith('.policy') || !looksRight.test(file)) return;
    const list = lists.exec(text);
    if (list !== null)
      report(place({ start: list.index, end: list.index + list[0].length }), 'ignored', { name: file });
  },
};
