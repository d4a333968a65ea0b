import data from './data/attack.json' with { type: 'json' };

/** MITRE ATT&CK ids. The table is not complete: an id that is missing is unknown to us, not wrong. */
export interface Attack {
  readonly source: string;
  readonly attribution: string;
  /** Name by id (`TA0001`). */
  readonly tactics: ReadonlyMap<string, string>;
  /** By id (`T1003`, `T1003.001`). */
  readonly techniques: ReadonlyMap<string, Technique>;
  /** The technique that replaced a retired one in the end, or `undefined` for one that was not retired. */
  replacement(techniqueId: string): string | undefined;
}

export interface Technique {
  readonly id: string;
  readonly name: string;
  /** Tactic ids that it was seen with. */
  readonly tactics: readonly string[];
}

let made: Attack | undefined;

export function attack(): Attack {
  made ??= makeAttack();
  return made;
}

function makeAttack(): Attack {
  const redirects = new Map(data.redirects.map(([from = '', to = '']) => [from, to]));
  return {
    source: data.source,
    attribution: data.attribution,
    tactics: new Map(data.tactics.map((tactic) => [tactic.id, tactic.name])),
    techniques: new Map(data.techniques.map((technique) => [technique.id, technique])),
    replacement(techniqueId) {
      let current = redirects.get(techniqueId);
      for (let next = current; next !== undefined; next = redirects.get(next)) {
        current = next;
      }
      return current;
    },
  };
}
