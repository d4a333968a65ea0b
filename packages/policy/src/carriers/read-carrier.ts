import type { ChunkedYaml, HclParser } from '@secl/text';
import { problem } from '../problem.ts';
import type { PolicyFile } from '../read/definitions.ts';
import { laterPolicy } from '../read/later-policy.ts';
import { newReadMemory, type ReadMemory } from '../read/read-memory.ts';
import { kindOf, readPolicy } from '../read/read-policy.ts';
import { readApi } from './api.ts';
import { atHome, type CarriedPolicy } from './carried.ts';
import { carrierOf } from './carrier-of.ts';
import { readEmbedded } from './embedded.ts';
import { readRuleFile } from './rule-file.ts';
import { readTerraform } from './terraform-hcl.ts';
import { readTerraformJson } from './terraform-json.ts';
import { readTerraformPlan } from './terraform-plan.ts';

/** What reading may need that does not come by itself. */
export interface ReadingTools {
  /** For Terraform's `.tf` files; started by the caller, since starting takes time. */
  readonly hcl?: HclParser | undefined;
  /** For files that are read again and again. */
  readonly memory?: ReadMemory | undefined;
  /** Policy files are read when somebody asks what is in them, and `readWithout` may read less of them. */
  readonly later?: boolean;
}

/**
 * The policies of a file, whatever carries them. A file that says nothing of itself is taken for a policy file. Never
 * fails: what is wrong is in `problems` of a policy.
 */
export function readCarrier(
  name: string,
  text: string,
  { hcl, memory = newReadMemory(), later = false }: ReadingTools = {},
): readonly CarriedPolicy[] {
  const carrier = carrierOf(name, text);
  switch (carrier) {
    case 'configmap':
    case 'helm':
      return readEmbedded(carrier, name, text);
    case 'rule-file':
      return [readRuleFile(name, text)];
    case 'terraform':
      return readTerraform(name, text, hcl);
    case 'terraform-json':
      return readTerraformJson(name, text);
    case 'terraform-plan':
      return readTerraformPlan(name, text);
    case 'api':
      return readApi(name, text);
    default: {
      if (later && carrier === 'policy')
        return [atHome('policy', name, text, laterPolicy(name, text, kindOf(name)))];
      const read = readPolicy(name, text, kindOf(name), memory);
      const carried = atHome('policy', name, text, carrier === undefined ? asNoPolicy(read) : read);
      const { yaml } = memory;
      return yaml === undefined ? [carried] : [withComments(carried, yaml)];
    }
  }
}

/**
 * A file with keys of another kind only, none of them close to one that holds rules or macros: that it is none says more than
 * each key, and than what stands behind its first value, as in a recording.
 */
function asNoPolicy(file: PolicyFile): PolicyFile {
  const { rules, macros, problems, name } = file;
  const unknown = problems.filter(({ code }) => code === 'policy/unknown-key');
  const isNone =
    rules.length + macros.length === 0 &&
    unknown.length > 0 &&
    problems.every(({ code }) => code === 'policy/unknown-key' || code === 'text/yaml-rest') &&
    unknown.every(({ message }) => !/did you mean `(?:rules|macros)`/.test(message));
  if (!isNone) return file;
  const reason = 'the file has neither `rules` nor a key that ends in `.policy`';
  const place = { document: name, range: { start: 0, end: 0 } };
  return { ...file, problems: [problem('policy/no-policy', place, { reason })] };
}

/** Where comments stand is asked for when a rule set is linted, and not at every keystroke. */
function withComments(carried: CarriedPolicy, yaml: Pick<ChunkedYaml, 'comments'>): CarriedPolicy {
  return {
    ...carried,
    get comments() {
      return yaml.comments;
    },
  };
}
