/** What a client can set, under `secl` of its configuration or as `initializationOptions`. */
export interface Settings {
  /** Where the pages of problems lie: diagnostics link to them. */
  readonly documentation: string | undefined;
  /** Milliseconds without a keystroke after which rule sets are linted. */
  readonly lintDelay: number;
  readonly inlayHints: {
    readonly parentheses: boolean;
    readonly constants: boolean;
    readonly eventType: boolean;
  };
  readonly codeLenses: boolean;
  /** Commands that the client has: lenses with others are not shown. */
  readonly commands: readonly string[];
  /** Whether recordings that secl.yaml names are read in the background: for lenses, hovers and completion. */
  readonly recordings: boolean;
}

const usual = 250;

/** Reads what came over the wire: what has another shape counts as not set. */
export function settingsFrom(given: unknown): Settings {
  const hints = entry(given, 'inlayHints');
  const documentation = entry(given, 'documentation');
  const delay = entry(given, 'lintDelay');
  return {
    documentation: typeof documentation === 'string' && documentation !== '' ? documentation : undefined,
    lintDelay: typeof delay === 'number' && delay >= 0 ? delay : usual,
    inlayHints: {
      parentheses: entry(hints, 'parentheses') !== false,
      constants: entry(hints, 'constants') !== false,
      eventType: entry(hints, 'eventType') !== false,
    },
    codeLenses: entry(given, 'codeLenses') !== false,
    commands: textsOf(entry(given, 'commands')),
    recordings: entry(given, 'recordings') !== false,
  };
}

function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((each) => typeof each === 'string') : [];
}

function entry(given: unknown, key: string): unknown {
  return typeof given === 'object' && given !== null ? Reflect.get(given, key) : undefined;
}
