import type { LintRule } from '../../../contract.ts';

/** By carrier: what becomes of a key that only policy files have (documentation of the provider and the API). */
const messages: Readonly<Record<string, string>> = {
  terraform: '`{key}` is nothing that a rule in Terraform can have: Terraform refuses the file',
  api: 'rules of the API have no `{key}`: the rule reaches agents without it',
  'rule-file': 'a rule file holds no `{key}`: the rule reaches agents without it',
};

/** The reader keeps such keys apart: the rule that agents get does not do what is written. */
export const keyNotHeld: LintRule = {
  id: 'carrier/key-not-held',
  title: 'Key that the file cannot hold',
  level: 'warning',
  strict: 'error',
  needs: 'file',
  messages,
  check({ carrier, ignored = [] }, { report }) {
    const message = carrier === 'terraform-json' ? 'terraform' : carrier;
    if (messages[message] === undefined) return;
    for (const { key, rule, place } of ignored) report(place, message, { key }, { subject: rule });
  },
};
