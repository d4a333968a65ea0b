import {
  builtinVariables,
  type CheckedMacro,
  checkMacro,
  parseMacro,
  type Surroundings,
} from '@secl/language';
import type { Catalogue, Facts } from '@secl/model';
import type { LintedExpression, View } from '../../view/linted.ts';

const known = new WeakMap<View['set'], Surroundings>();

/** What an expression stands among on agents of any version: the macros as those have them, the variables. */
export function surroundingsOf({ catalogue }: LintedExpression, { set }: View): Surroundings {
  const memo = known.get(set) ?? before(set, catalogue);
  known.set(set, memo);
  return memo;
}

interface Before {
  readonly macros: readonly CheckedMacro[];
  readonly variables: string;
  readonly surroundings: Surroundings;
}

const befores = new WeakMap<object, Before>();

/** The same as of the loading before, where macros and variables are the same: what was found with it is known. */
function before(set: View['set'], catalogue: Catalogue): Surroundings {
  const macros = [...set.macros.values()];
  const variables = JSON.stringify([...set.variables].map(([name, { type, array }]) => [name, type, array]));
  const key = macros[0] ?? catalogue;
  const last = befores.get(key);
  const isSame =
    last?.surroundings.catalogue === catalogue &&
    last.variables === variables &&
    last.macros.length === macros.length &&
    macros.every((macro, index) => macro === last.macros[index]);
  const surroundings = isSame ? last.surroundings : newSurroundings(set, catalogue);
  befores.set(key, { macros, variables, surroundings });
  return surroundings;
}

function newSurroundings(set: View['set'], catalogue: Catalogue): Surroundings {
  const variables = new Map([...builtinVariables, ...set.variables]);
  const texts = [...set.macros.values()].map(({ text }) => text);
  const names = new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_.]*/g) ?? []));
  const parsed = new Map([...set.macros].map(([id, { text }]) => [id, parseMacro(text)]));
  const memoised = new Map<Facts, ReadonlyMap<string, CheckedMacro>>();
  const macrosAt = (facts: Facts): ReadonlyMap<string, CheckedMacro> => {
    const before = memoised.get(facts);
    if (before !== undefined) return before;
    const there = new Map<string, CheckedMacro>();
    for (const [id, macro] of set.macros) {
      const tree = parsed.get(id);
      const checked =
        macro.text === '' || tree === undefined
          ? macro
          : checkMacro(id, tree, { catalogue, facts, macros: there, variables }).macro;
      if (checked !== undefined) there.set(id, checked);
    }
    memoised.set(facts, there);
    return there;
  };
  return { catalogue, at: (facts) => ({ macros: macrosAt(facts), variables }), names };
}
