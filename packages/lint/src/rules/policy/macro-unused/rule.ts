import type { LintRule } from '../../../contract.ts';
import type { LintedRule, LintedSet } from '../../../view/linted.ts';

/** Macros cost nothing where they are not used, but a macro with an event type bears on every rule (spec/secl.md, Names). */
export const macroUnused: LintRule = {
  id: 'policy/macro-unused',
  title: 'Macro that nothing uses',
  level: 'info',
  strict: 'warning',
  needs: 'rule-set',
  messages: { unused: 'nothing in this rule set uses the macro `{id}`' },
  check(set, { report }) {
    // A set of macros alone is there for others.
    if (set.rules.length === 0) return;
    const used = namesIn(set);
    const seen = new Set<string>();
    for (const { id, definition, idPlace, file } of set.macros) {
      const first = !seen.has(id) && definition.combine === undefined;
      seen.add(id);
      // Those of the default policy are there for all policies of an account.
      if (file.file.kind === 'default') continue;
      if (first && /^\w+$/.test(id) && !used.has(id)) report(idPlace, 'unused', { id }, { subject: id });
    }
  },
};

/**
 * Macros that are words outside of strings, in all that could use one, loaded or not; those of comments, too. Words are
 * looked for only where a macro that was not seen yet could be one.
 */
function namesIn({ rules, macros }: LintedSet): ReadonlySet<string> {
  const names = new Set<string>();
  const unseen = new Set(macros.map(({ id }) => id).filter((id) => /^\w+$/.test(id)));
  const texts = [
    ...rules.flatMap(textsOf),
    ...macros.map(({ id, definition }) => ({ own: id, text: definition.expression?.value ?? '' })),
  ];
  for (const { own, text } of texts) {
    if (!holdsOne(text, unseen)) continue;
    for (const [name] of text.replace(/"(?:\\.|[^"\\])*"/gs, '""').matchAll(/[A-Za-z_]\w*/g)) {
      if (name === own) continue;
      names.add(name);
      unseen.delete(name);
    }
  }
  return names;
}

function holdsOne(text: string, ids: ReadonlySet<string>): boolean {
  for (const id of ids) if (text.includes(id)) return true;
  return false;
}

function textsOf({ definition: { expression, actions } }: LintedRule) {
  return [
    expression?.value,
    ...actions.flatMap(({ filter, set }) => [filter?.value, set?.expression?.value]),
  ].map((text = '') => ({ own: '', text }));
}
