import { parseAgentVersion } from '@secl/model';
import { load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import { decodeText, type Problem } from '@secl/text';

/** What comes of a file: what its reader says, and what an agent of 7.68 makes of it. */
export interface Loading {
  readonly file: PolicyFile;
  readonly ruleSet: RuleSet;
  /** Ids of the rules that load. */
  readonly loaded: readonly string[];
  /** Codes of all problems, each once. */
  readonly codes: readonly string[];
}

export function loadText(text: string): Loading {
  const file = readPolicy('custom.policy', text);
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('no version');
  const ruleSet = load([file], {
    platform: 'linux',
    agentVersion,
    origin: 'ebpf',
    host: new Map([['os', 'linux']]),
  });
  const loaded = ruleSet.rules.map(({ id }) => id);
  return { file, ruleSet, loaded, codes: [...new Set(ruleSet.problems.map(({ code }) => code))] };
}

export function loadBytes(bytes: Uint8Array): Loading {
  return loadText(decodeText(bytes).text);
}

/** Problems whose place is not inside the text that they are about. */
export function misplaced({ ruleSet }: Loading, text: string): readonly Problem[] {
  const outside = ({ start, end }: Problem['place']['range']): boolean =>
    !(start >= 0 && end >= start && end <= text.length);
  return ruleSet.problems.filter(
    ({ place, related, fix }) =>
      outside(place.range) ||
      related.some((each) => outside(each.place.range)) ||
      fix?.edits.some((edit) => outside(edit.place.range)) === true,
  );
}

/** A policy of one rule on exec. */
export function policyOf(expression: string, more = ''): string {
  return `rules:\n  - id: only\n    expression: '${expression.replaceAll("'", "''")}'\n${more}`;
}
