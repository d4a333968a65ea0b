import { type RedactKind, redactKinds } from '@secl/events';
import { didYouMean, type Found } from '@secl/workspace';

/** What is kept and what is taken out beyond the usual. */
export interface RedactRules {
  readonly keep: readonly RedactKind[];
  readonly words: readonly string[];
  readonly remove: readonly string[];
}

/**
 * A file of rules, one a line:
 *
 *     keep addresses          # a kind
 *     keep word backup-07     # a text, wherever it stands
 *     remove process.envp     # a field, * for any run of characters
 */
export function readRules(text: string, document: string): Found<RedactRules> {
  const keep: RedactKind[] = [];
  const words: string[] = [];
  const remove: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const rule = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (rule === '') continue;
    const [, verb, what = ''] = /^(keep word|keep|remove)\s+(\S.*)$/.exec(rule) ?? [];
    const at = `${document}:${index + 1}`;
    if (verb === undefined) {
      return { ok: false, message: `${at}: a rule is "keep KIND", "keep word TEXT" or "remove FIELD"` };
    }
    if (verb === 'keep word') words.push(what);
    else if (verb === 'remove') remove.push(what);
    else {
      const kind = redactKinds.find((each) => each === what);
      if (kind === undefined) return { ok: false, message: `${at}: ${noKind(what)}` };
      keep.push(kind);
    }
  }
  return { ok: true, value: { keep, words, remove } };
}

export function noKind(text: string): string {
  const hint = didYouMean(text, redactKinds);
  return `no kind ${text}${hint === '' ? '; t' : `${hint} T`}here are ${redactKinds.join(', ')}`;
}
