/** Where the next line begins after Enter in YAML: below the key of a list item, not below its dash. */
export interface EnterRule {
  /** What stands before the cursor. */
  readonly before: RegExp;
  /** One step further in than the line before. */
  readonly indent: boolean;
  readonly append: string;
}

const key = String.raw`(?:[\w.$-]+|"[^"]*"|'[^']*')`;
/** Nothing, or the sign of a block of text: what follows stands further in. */
const opens = String.raw`\s*(?:[|>][-+\d]*)?\s*$`;

/** The first that fits counts. A key that opens something outside of a list is for the editor's own rules. */
export const enterRules: readonly EnterRule[] = [
  { before: new RegExp(String.raw`^\s*-\s+${key}:${opens}`), indent: true, append: '  ' },
  { before: new RegExp(String.raw`^\s*-\s+${key}:\s`), indent: false, append: '  ' },
  { before: new RegExp(String.raw`^\s*${key}:\s*[|>][-+\d]*\s*$`), indent: true, append: '' },
];
