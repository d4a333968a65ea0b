import type { LintRule } from '../../../contract.ts';

/** Agents take any mixture of letters, digits and `_` (spec/policies.md, Files): the rest is a pack's own taste. */
export const idStyle: LintRule = {
  id: 'metadata/id-style',
  title: 'Id in another style',
  level: 'off',
  strict: 'warning',
  needs: 'file',
  messages: {
    style: 'the id `{id}` does not match `{pattern}`',
    broken: 'the option `pattern` is not a regular expression: `{pattern}`',
  },
  options: {
    pattern: {
      kind: 'text',
      default: '^[a-z][a-z0-9]*(_[a-z0-9]+)*$',
      about: 'What the ids of rules match.',
    },
  },
  check({ rules }, { report, text }) {
    const pattern = text('pattern');
    const style = compiled(pattern);
    for (const { id, idPlace, definition } of rules) {
      if (style === undefined) {
        report(idPlace, 'broken', { pattern });
        return;
      }
      // What an agent refuses anyway, and a definition that takes its id from another one.
      const own = definition.combine === undefined && /^\w+$/.test(id);
      if (own && !style.test(id)) report(idPlace, 'style', { id, pattern }, { subject: id });
    }
  },
};

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
