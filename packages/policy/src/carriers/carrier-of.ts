import type { CarrierKind } from './carried.ts';

const byExtension: readonly (readonly [RegExp, CarrierKind])[] = [
  [/\.policy$/, 'policy'],
  [/\.macro$/, 'rule-file'],
  [/\.tf$/, 'terraform'],
  [/\.tf\.json$/, 'terraform-json'],
  [/\.zip$/i, 'archive'],
];

/** Resources that hold rules, by their names of all times, and the one that holds their policy. */
export const ruleTypes: readonly string[] = [
  'datadog_csm_threats_agent_rule',
  'datadog_csm_threats_multi_policy_agent_rule',
  'datadog_cloud_workload_security_agent_rule',
];
export const policyType = 'datadog_csm_threats_policy';
/** Resources that bring policies along as texts, and what they become. */
export const textTypes: ReadonlyMap<string, 'configmap' | 'helm'> = new Map([
  ['kubernetes_config_map', 'configmap'],
  ['kubernetes_config_map_v1', 'configmap'],
  ['kubernetes_config_map_v1_data', 'configmap'],
  ['kubernetes_manifest', 'configmap'],
  ['kubectl_manifest', 'configmap'],
  ['helm_release', 'helm'],
]);
const withTexts = `(?:${[...textTypes.keys()].join('|')})`;
const types =
  'datadog_(?:csm_threats_(?:multi_policy_)?agent_rule|csm_threats_policy|cloud_workload_security_agent_rule)';
const resources = new RegExp(`\\b${types}\\b`);
/** Where one is declared: outputs, `moved` blocks and other resources only refer to them. */
const declared = {
  terraform: new RegExp(`^[ \\t]*resource[ \\t]+"?${types}"?[ \\t]`, 'm'),
  'terraform-json': new RegExp(`"${types}"\\s*:`),
};
const declaredTexts = {
  terraform: new RegExp(`^[ \\t]*resource[ \\t]+"?${withTexts}"?[ \\t]`, 'm'),
  'terraform-json': new RegExp(`"${withTexts}"\\s*:`),
};
/** Whether HCL has a key of a policy. */
export const holdsPolicyKey = (text: string): boolean => quotedKey.test(text);

/** A key of Terraform that ends so. */
const quotedKey = /"[\w./-]*\.policy"\s*[=:](?!=)/;
/** The path to one in a chart's values, with its dot escaped. */
const pathToKey = /\\\\\.policy"/;

const configMap = /^(?:[ \t]*- )?[ \t]*["']?kind["']?:[ \t]*["']?ConfigMap(?:List)?\b/m;
const policyKey = /^[ \t]*(?:- )?["']?[\w./-]*\.policy["']?[ \t]*:(?:[ \t]|$)/m;
/** In a text in quotes, where line breaks are escaped: a block begins there. */
const escapedKey = /(?:\\n|")[ \t]*[\w./-]*\.policy[ \t]*:[ \t]*[|>][-+0-9]*\\n/;
const hasKey = (text: string): boolean => policyKey.test(text) || escapedKey.test(text);

/**
 * What a file is, by its name and a look at its text; nothing where neither says it. Cheap, and no promise that the file
 * can be read.
 */
export function carrierOf(name: string, text: string): CarrierKind | undefined {
  const known = byExtension.find(([extension]) => extension.test(name));
  if (known !== undefined) return known[1];
  return /^\ufeff?\s*(?:\[|\{(?!\{))/.test(text) ? carrierOfJson(text) : carrierOfYaml(text);
}

function carrierOfJson(text: string): CarrierKind | undefined {
  if (/"(?:planned_values|resource_changes)"\s*:/.test(text) && /"format_version"\s*:/.test(text))
    return 'terraform-plan';
  if (/"resource"\s*:/.test(text) && resources.test(text)) return 'terraform-json';
  if (/"kind"\s*:\s*"ConfigMap(?:List)?"/.test(text)) return 'configmap';
  if (/"data"\s*:\s*[[{]/.test(text) && /"type"\s*:\s*"(?:agent_rule|policy)"/.test(text)) return 'api';
  if (/"(?:rules|macros)"\s*:/.test(text)) return 'policy';
  return hasKey(text) ? 'helm' : undefined;
}

function carrierOfYaml(text: string): CarrierKind | undefined {
  if (configMap.test(text)) return 'configmap';
  if (/^(?:rules|macros)[ \t]*:/m.test(text)) return 'policy';
  if (hasKey(text)) return 'helm';
  return /^name[ \t]*:/m.test(text) && /^expression[ \t]*:/m.test(text) ? 'rule-file' : undefined;
}

/** Names of files in which {@link holdsPolicies} looks; of others nobody has to read the text. */
export function mayHoldPolicies(name: string): boolean {
  return /\.(?:policy|ya?ml|tf|tf\.json|macro)$/.test(name);
}

/**
 * Whether a file that nobody has named holds policies without doubt: a `.policy` file, a ConfigMap or Helm values with
 * a key that ends so, Terraform with rules in it, a rule file with its tests. Any other JSON or YAML is somebody else's.
 */
export function holdsPolicies(name: string, text: string): boolean {
  const carrier = carrierOf(name, text);
  switch (carrier) {
    case 'configmap':
    case 'helm':
      return hasKey(text);
    case 'terraform':
    case 'terraform-json':
      return (
        declared[carrier].test(text) ||
        (declaredTexts[carrier].test(text) && (quotedKey.test(text) || pathToKey.test(text) || hasKey(text)))
      );
    case 'rule-file':
      return name.endsWith('.macro') || /^tests[ \t]*:/m.test(text);
    case 'policy':
      return name.endsWith('.policy');
    default:
      return false;
  }
}
