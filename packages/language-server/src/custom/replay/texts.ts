import {
  type CarriedPolicy,
  carrierOf,
  type External,
  load,
  type RuleSet,
  readCarrier,
  readPolicy,
  type Target,
} from '@secl/policy';
import type { HclParser } from '@secl/text';
import { type OpenRuleSet, ruleSetOf } from '@secl/workspace';

/** A rule set as texts: what can be sent to where replays run. */
export interface RuleSetTexts {
  readonly name: string;
  readonly documents: readonly TextOfSet[];
  readonly external: External;
  readonly target: Target;
}

interface TextOfSet {
  readonly name: string;
  readonly text: string;
  /** `archive`: a policy out of one. Else the user's file, whatever carries policies in it. */
  readonly from: 'file' | 'archive';
  readonly kind: 'default' | 'custom';
  /** Those of the file that belong to the set. */
  readonly groups: readonly string[];
}

export function textsOf({ name, carried, external }: OpenRuleSet, target: Target): RuleSetTexts {
  const documents = new Map<string, TextOfSet & { groups: string[] }>();
  for (const { carrier, file, text, home, group } of carried) {
    const inArchive = carrier === 'archive';
    const key = inArchive ? file.name : home.document;
    const known = documents.get(key);
    if (known !== undefined) known.groups.push(group);
    else
      documents.set(key, {
        name: key,
        text: inArchive ? text : home.text,
        from: inArchive ? 'archive' : 'file',
        kind: file.kind,
        groups: [group],
      });
  }
  return { name, documents: [...documents.values()], external, target };
}

/** Whether reading them takes the parser of HCL. */
export function needsHcl({ documents }: RuleSetTexts): boolean {
  return documents.some(({ name, text }) => carrierOf(name, text) === 'terraform');
}

/** A rule set with what it was read from. */
export interface LoadedTexts {
  readonly ruleSet: RuleSet;
  readonly carried: readonly CarriedPolicy[];
}

export function loadTexts(texts: RuleSetTexts, hcl: HclParser | undefined): LoadedTexts {
  const read = texts.documents.flatMap((document) => carriedBy(document, hcl));
  const { name, external } = texts;
  const { files, carried } = ruleSetOf(read, { name, external, targets: [] });
  return { ruleSet: load(files, texts.target, external), carried };
}

function carriedBy(
  { name, text, from, kind, groups }: TextOfSet,
  hcl: HclParser | undefined,
): readonly CarriedPolicy[] {
  if (from === 'archive') {
    const home = { document: name, text, scalar: undefined, readOnly: true };
    const file = readPolicy(name, text, kind);
    return [
      { carrier: 'archive', group: '', file, text, home, about: undefined, ignored: [], notStatic: [] },
    ];
  }
  return readCarrier(name, text, { hcl })
    .filter(({ group }) => groups.includes(group))
    .map((each) => ({ ...each, file: { ...each.file, kind } }));
}
