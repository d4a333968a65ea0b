import { hclInjection, terraformInjection } from './hcl.ts';
import type { Grammar } from './rule.ts';
import { secl } from './secl.ts';
import { yamlInjection } from './yaml.ts';

/** What editors read, by the name of the file in `syntaxes/`. */
export const grammars: Readonly<Record<string, Grammar>> = {
  'secl.tmLanguage.json': secl,
  'secl-in-yaml.tmLanguage.json': yamlInjection,
  'secl-in-hcl.tmLanguage.json': hclInjection,
  'secl-in-terraform.tmLanguage.json': terraformInjection,
};
