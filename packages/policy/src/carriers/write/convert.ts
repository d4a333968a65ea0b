/** Policies from any carrier to any other. */
import { strToU8, zipSync } from 'fflate';
import { lostOfPolicy } from './about-policy.ts';
import { apiText } from './api-text.ts';
import { type Capacity, inApi, inRuleFile, inTerraform, inTerraformJson } from './capacity.ts';
import type { Change, Conversion, ConversionTarget, WrittenFile } from './conversion.ts';
import { configMapText, helmText, type NamedText } from './embedded-text.ts';
import { policyText } from './policy-text.ts';
import { ruleFileText } from './rule-file-text.ts';
import { type FittedPolicy, fitPolicies } from './single-rules.ts';
import { type ConversionSource, type SourcePolicy, sourcePolicies, unique } from './sources.ts';
import { terraformJsonText } from './terraform-json-text.ts';
import { terraformText } from './terraform-text.ts';

export interface ConversionOptions {
  /** What to call the policy, where there is one, and what holds several. */
  readonly name?: string | undefined;
}

/** Never fails. Sources in which the file itself cannot be read are the caller's to refuse. */
export function convert(
  sources: readonly ConversionSource[],
  to: ConversionTarget,
  { name }: ConversionOptions = {},
): Conversion {
  const policies = sourcePolicies(sources, name);
  const title = name ?? (policies.length === 1 ? policies[0]?.name : undefined) ?? 'policies';
  switch (to) {
    case 'policy':
    case 'configmap':
    case 'helm':
    case 'archive':
      return ofTexts(policies, (texts) => textFiles(to, title, texts));
    case 'terraform':
      return ofRules(policies, inTerraform, (fitted) => [
        { name: `${title}.tf`, content: terraformText(fitted) },
      ]);
    case 'terraform-json':
      return ofRules(policies, inTerraformJson, (fitted) => [
        { name: `${title}.tf.json`, content: terraformJsonText(fitted) },
      ]);
    case 'api':
      return ofRules(policies, inApi, (fitted) =>
        fitted.map((policy) => ({ name: `${policy.name}.json`, content: apiText(policy) })),
      );
    case 'rule-files':
      return ofRules(policies, inRuleFile, ruleFiles);
  }
}

/** Of rules nothing is lost: a policy file holds everything that any carrier holds. */
function ofTexts(
  policies: readonly SourcePolicy[],
  write: (texts: readonly NamedText[]) => readonly WrittenFile[],
): Conversion {
  const there = policies.filter((policy) => !isLost(policy));
  const texts = there.map((policy) => ({ name: policy.name, text: policy.text ?? policyText(policy) }));
  return {
    files: texts.length === 0 ? [] : write(texts),
    changes: policies.flatMap(({ about, changes }) => [...lostOfPolicy(about, false), ...changes]),
    rules: policies.reduce((sum, { rules }) => sum + rules.length, 0),
    macros: policies.reduce((sum, { macros }) => sum + macros.length, 0),
  };
}

/** Nothing of it could be read, and that is said. */
function isLost({ text, rules, macros, changes }: SourcePolicy): boolean {
  return text === undefined && rules.length === 0 && macros.length === 0 && changes.length > 0;
}

function textFiles(
  to: 'policy' | 'configmap' | 'helm' | 'archive',
  title: string,
  texts: readonly NamedText[],
): readonly WrittenFile[] {
  switch (to) {
    case 'policy':
      return texts.map(({ name, text }) => ({ name: `${name}.policy`, content: text }));
    case 'configmap':
      return [{ name: `${title}.yaml`, content: configMapText(title, texts) }];
    case 'helm':
      return [{ name: `${title}.values.yaml`, content: helmText(texts) }];
    case 'archive':
      return [{ name: `${title}.zip`, content: zipOf(texts) }];
  }
}

/** The first moment that a zip can name, so that the same texts give the same bytes. */
const noTime = new Date(1980, 0, 1);

function zipOf(texts: readonly NamedText[]): Uint8Array {
  const files = texts.map(({ name, text }) => [`${name}.policy`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(files), { mtime: noTime });
}

function ofRules(
  policies: readonly SourcePolicy[],
  capacity: Capacity,
  write: (fitted: readonly FittedPolicy[]) => readonly WrittenFile[],
): Conversion {
  const fitted = fitPolicies(policies, capacity);
  const changes: readonly Change[] = policies.flatMap((policy, index) => [
    ...policy.changes,
    ...(fitted[index]?.changes ?? []),
  ]);
  const rules = fitted.reduce((sum, each) => sum + each.rules.length, 0);
  // A policy without rules is one that was so before; what only had macros is nothing here.
  const filled = fitted.filter(
    ({ rules: left }, index) => left.length > 0 || isEmpty(policies[index], capacity),
  );
  return { files: filled.length === 0 ? [] : write(filled), changes, rules, macros: 0 };
}

/** Where policies have a name of their own, one may have no rules. */
function isEmpty(policy: SourcePolicy | undefined, { namesPolicies }: Capacity): boolean {
  return (
    namesPolicies && policy?.rules.length === 0 && policy.macros.length === 0 && policy.changes.length === 0
  );
}

function ruleFiles(fitted: readonly FittedPolicy[]): readonly WrittenFile[] {
  const taken = new Set<string>();
  return fitted.flatMap(({ rules }) =>
    rules.map((rule) => ({
      name: `${unique(rule.id.replace(/[^\w-]/g, '_'), taken)}.yaml`,
      content: ruleFileText(rule),
    })),
  );
}
