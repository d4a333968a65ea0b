/** A layer for the ATT&CK Navigator, version 4.5 of its format: techniques with a number each, coloured by it. */

export interface NavigatorLayer {
  readonly name: string;
  readonly versions: { readonly layer: string };
  readonly domain: 'enterprise-attack';
  readonly description: string;
  readonly sorting: number;
  readonly hideDisabled: boolean;
  readonly techniques: readonly {
    readonly techniqueID: string;
    /** Nothing where only sub-techniques of it have one. */
    readonly score?: number;
    readonly comment?: string;
    readonly enabled: boolean;
    /** Whether its sub-techniques are unfolded. */
    readonly showSubtechniques: boolean;
  }[];
  readonly gradient: {
    readonly colors: readonly string[];
    readonly minValue: number;
    readonly maxValue: number;
  };
  readonly legendItems: readonly { readonly label: string; readonly color: string }[];
}

export interface LayerContent {
  readonly name: string;
  readonly description: string;
  readonly techniques: readonly { readonly id: string; readonly score: number; readonly comment: string }[];
  /** From the colour of the smallest score to that of the largest. */
  readonly gradient: NavigatorLayer['gradient'];
  readonly legend: NavigatorLayer['legendItems'];
}

export function layerOf({ name, description, techniques, gradient, legend }: LayerContent): NavigatorLayer {
  return {
    name,
    versions: { layer: '4.5' },
    domain: 'enterprise-attack',
    description,
    // Highest scores first, where the Navigator sorts.
    sorting: 3,
    hideDisabled: false,
    techniques: entriesOf(techniques),
    gradient,
    legendItems: legend,
  };
}

/** The Navigator hides sub-techniques until their technique is unfolded, which would hide their colours. */
function entriesOf(techniques: LayerContent['techniques']): NavigatorLayer['techniques'] {
  const parents = new Set(techniques.flatMap(({ id }) => (id.includes('.') ? [id.replace(/\..*/, '')] : [])));
  const named = new Set(techniques.map(({ id }) => id));
  const unfolded = [...parents].filter((id) => !named.has(id));
  return [
    ...techniques.map(({ id, score, comment }) => ({
      techniqueID: id,
      score,
      comment,
      enabled: true,
      showSubtechniques: parents.has(id),
    })),
    ...unfolded.map((techniqueID) => ({ techniqueID, enabled: true, showSubtechniques: true })),
  ].sort((a, b) => (a.techniqueID < b.techniqueID ? -1 : 1));
}
