/** The rules of the library as a layer for the ATT&CK Navigator: how many of them see a technique, and which. */
import { layerOf } from '../../packages/fleet/src/index.ts';
import { type LibraryRule, libraryRules } from './library.ts';
import { severityOf, techniquesOf } from './library-attack.ts';

/** Relative to `rules-library/`. */
export const navigatorFile = 'attack-navigator.json';

const few = '#cfe3f1';
const many = '#0072b2';

/** The text of the file. */
export function libraryLayer(rules: readonly LibraryRule[] = libraryRules()): string {
  const techniques = [...techniquesOf(rules)].map(([id, seeing]) => ({
    id,
    score: seeing.length,
    comment: seeing.map((rule) => `${rule.id} (${severityOf(rule)})`).join(', '),
  }));
  const most = Math.max(...techniques.map(({ score }) => score));
  const layer = layerOf({
    name: 'Rules of the library',
    description: `How many of ${rules.length} rules see a technique; each rule counts for one of them`,
    techniques,
    gradient: { colors: [few, many], minValue: 1, maxValue: most },
    legend: [
      { label: 'one rule', color: few },
      { label: `${most} rules`, color: many },
    ],
  });
  return `${JSON.stringify(layer, undefined, 2)}\n`;
}
