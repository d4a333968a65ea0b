/** What an edit has changed in the files of a rule set, where it is within one rule and matters to no other. */
import type { PolicyFile, RuleDefinition, Text } from '../read/definitions.ts';
import { sameAction } from './same-action.ts';

export interface EditBetween {
  readonly before: PolicyFile;
  readonly after: PolicyFile;
  /** The rule that was edited, as it was and as it is; nothing where only blanks or comments between items were. */
  readonly rule: { readonly before: RuleDefinition; readonly after: RuleDefinition } | undefined;
}

/** Nothing where more has changed, or what others see of a rule. */
export function editBetween(
  files: readonly PolicyFile[],
  now: readonly PolicyFile[],
): EditBetween | undefined {
  if (files.length !== now.length) return undefined;
  const index = files.findIndex((file, at) => file !== now[at]);
  const before = files[index];
  const after = now[index];
  if (before === undefined || after === undefined) return undefined;
  for (let at = index + 1; at < files.length; at++) if (files[at] !== now[at]) return undefined;
  const isSameFile =
    before.name === after.name &&
    before.kind === after.kind &&
    before.unreadable === undefined &&
    after.unreadable === undefined &&
    before.unsaid === undefined &&
    after.unsaid === undefined;
  if (!isSameFile) return undefined;
  const { rules, macros } = before;
  if (macros.length !== after.macros.length || rules.length !== after.rules.length) return undefined;
  if (!macros.every((macro, at) => isSameItem(macro, after.macros[at]))) return undefined;
  const edited = rules.findIndex((rule, at) => !isSameItem(rule, after.rules[at]));
  if (edited === -1) return { before, after, rule: undefined };
  for (let at = edited + 1; at < rules.length; at++)
    if (!isSameItem(rules[at], after.rules[at])) return undefined;
  const old = rules[edited];
  const rule = after.rules[edited];
  if (old === undefined || rule === undefined || !looksSameToOthers(old, rule)) return undefined;
  return { before, after, rule: { before: old, after: rule } };
}

type Placed = Pick<RuleDefinition, 'range'>;

/** The reading of an item whose text is the same, maybe moved: its places, which count from the item, are the same object. */
export function isSameItem(a: Placed | undefined, b: Placed | undefined): boolean {
  return a?.range === b?.range;
}

/** Whether loading judges and merges both alike, and the variables that they set are the same. */
function looksSameToOthers(a: RuleDefinition, b: RuleDefinition): boolean {
  return (
    sameText(a.id, b.id) &&
    sameText(a.agentVersion, b.agentVersion) &&
    sameTexts(a.filters, b.filters) &&
    a.disabled?.value === b.disabled?.value &&
    (a.combine?.value ?? '') === '' &&
    (b.combine?.value ?? '') === '' &&
    hasExpression(a) &&
    hasExpression(b) &&
    a.actions.length === b.actions.length &&
    a.actions.every((action, index) => {
      const other = b.actions[index];
      return other !== undefined && sameAction(action, other);
    })
  );
}

function hasExpression({ expression }: RuleDefinition): boolean {
  return (expression?.value ?? '') !== '';
}

function sameText(a: Text | undefined, b: Text | undefined): boolean {
  return a?.value === b?.value;
}

function sameTexts(a: readonly Text[], b: readonly Text[]): boolean {
  return a.length === b.length && a.every((text, index) => sameText(text, b[index]));
}
