import type { ChunkedYaml, HclParser } from '@secl/text';
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
}

/**
 * The policies of a file, whatever carries them. A file that says nothing of itself is taken for a policy file. Never
 * fails: what is wrong is in `problems` of a policy.
 */
export function readCarrier(
  name: string,
  text: string,
  { hcl, memory = newReadMemory() }: ReadingTools = {},
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
      const carried = atHome('policy', name, text, readPolicy(name, text, kindOf(name), memory));
      const { yaml } = memory;
      return yaml === undefined ? [carried] : [withComments(carried, yaml)];
    }
  }
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
