import type { LintRule } from '../../../contract.ts';
import { isTerraform } from '../carriers.ts';

/** `set.value` is a text in Terraform, whatever is written (spec/policies.md, Other carriers of policies). */
export const setValueNeedsString: LintRule = {
  id: 'carrier/set-value-needs-string',
  title: 'Value that Terraform makes a text of',
  level: 'warning',
  needs: 'rule',
  messages: {
    text: 'Terraform makes the text `"{value}"` of `{value}`: comparing the variable with anything but a text gets a rule rejected',
  },
  check({ definition, file, place }, { report }) {
    if (!isTerraform(file)) return;
    for (const { set } of definition.actions) {
      const value = set?.value;
      if (value?.kind !== 'scalar' || value.style !== 'plain') continue;
      const at = place(value.range);
      const edits = [{ place: at, text: `"${value.value}"` }];
      const fix = { kind: 'safe', title: `write \`"${value.value}"\``, edits } as const;
      report(at, 'text', { value: value.value }, { fix });
    }
  },
};
