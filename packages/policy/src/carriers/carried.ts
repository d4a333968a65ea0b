import type { Problem, Range, Scalar } from '@secl/text';
import type { MacroDefinition, PolicyFile, RuleDefinition, Said, Text, Unsaid } from '../read/definitions.ts';
import type { HostTags } from './host-tags.ts';

/** What a policy lies in (spec/policies.md, Other carriers of policies). */
export type CarrierKind =
  | 'policy'
  | 'configmap'
  | 'helm'
  | 'rule-file'
  | 'terraform'
  | 'terraform-json'
  | 'terraform-plan'
  /** A policy that Terraform encodes of an object of HCL: it deploys a text, which stands nowhere. */
  | 'terraform-object'
  | 'api'
  | 'archive';

/** One policy as its carrier holds it. */
export interface CarriedPolicy {
  readonly carrier: CarrierKind;
  /**
   * What loads together where a file or a Terraform module holds more than one agent gets: a ConfigMap, a Terraform
   * policy. Empty where all of the file goes together.
   */
  readonly group: string;
  /** Its name is unique among all that is read together: `deploy/cm.yaml#custom.policy`, `pack.zip/a.policy`. */
  readonly file: PolicyFile;
  /** The text that the places of `file` count in. */
  readonly text: string;
  /** The user's file. */
  readonly home: Home;
  /** What the carrier says of the policy itself, where it is a thing of its own there: in Terraform and the API. */
  readonly about: PolicyAbout | undefined;
  /** Keys of rules that stand there and that this carrier cannot hold: nothing of them reaches an agent. */
  readonly ignored: readonly IgnoredKey[];
  /** Definitions that are not in `file`, because what they say is decided elsewhere; a problem says it at its place. */
  readonly notStatic: readonly NotStatic[];
  /** What the file says and `file` has no words for, in Terraform: a conversion leaves it out. */
  readonly leftOut?: readonly LeftOut[];
  /** What Terraform calls its rules. */
  readonly resources?: readonly CarriedResource[];
  /** Where comments of `text` start, where reading it has told. */
  readonly comments?: readonly number[] | undefined;
}

/**
 * The file that a user has, for a document that has a name of its own. Where the document is the decoded text of a
 * scalar, its places and edits become those of the file through {@link outward}; otherwise they are the file's already.
 */
export interface Home {
  readonly document: string;
  readonly text: string;
  readonly scalar: Scalar | undefined;
  /** Whether edits cannot be written back: what was read is not all that stands there, as in a template. */
  readonly readOnly: boolean;
}

export interface PolicyAbout {
  readonly name: Text | undefined;
  readonly description: Text | undefined;
  /** No agent gets a policy that is not enabled. */
  readonly enabled: Said<boolean> | undefined;
  readonly hostTags: HostTags;
  readonly range: Range;
}

export interface IgnoredKey {
  /** As rules in a policy file call it: `filters`, `kill`. */
  readonly key: string;
  /** The key where it stands. */
  readonly range: Range;
  /** The id of the rule that asks for it, where it has one. */
  readonly rule: string | undefined;
}

export interface LeftOut {
  /** The id of its rule, where it is about one that has one. */
  readonly rule: string | undefined;
  /** As the carrier calls it: `for_each`, `lifecycle`. */
  readonly key: string;
  readonly range: Range;
  /** One sentence: what is left out, and what to do about it. */
  readonly message: string;
}

/** A rule as Terraform knows it: by its address, whatever its name is. */
export interface CarriedResource {
  /** The id of the rule. */
  readonly id: string;
  /** `datadog_csm_threats_agent_rule.ssh`, in its module. */
  readonly address: string;
  /** Whether a new one is there before the old one goes, where it has to be made anew. */
  readonly madeFirst: boolean;
}

export interface NotStatic {
  readonly id: string | undefined;
  readonly range: Range;
}

/** What a carrier gave for one policy, before that is a file. */
export interface Contents {
  readonly rules?: readonly RuleDefinition[];
  readonly macros?: readonly MacroDefinition[];
  readonly problems?: readonly Problem[];
  readonly kind?: PolicyFile['kind'];
  /** Why nothing of it reaches an agent, where that is so. */
  readonly unreadable?: Problem | undefined;
  readonly unsaid?: readonly Unsaid[];
}

/** A policy that no policy file holds, as if one did. */
export function policyFileOf(
  name: string,
  { rules = [], macros = [], problems = [], kind = 'custom', unreadable, unsaid = [] }: Contents,
): PolicyFile {
  return { name, kind, version: '', macros, rules, problems, unreadable, unsaid };
}

/** A policy whose places are those of the user's file. */
export function atHome(
  carrier: CarrierKind,
  document: string,
  text: string,
  file: PolicyFile,
  more: Partial<
    Pick<CarriedPolicy, 'group' | 'about' | 'ignored' | 'notStatic' | 'leftOut' | 'comments' | 'resources'>
  > = {},
): CarriedPolicy {
  const home = { document, text, scalar: undefined, readOnly: false };
  return { carrier, group: '', file, text, home, about: undefined, ignored: [], notStatic: [], ...more };
}
