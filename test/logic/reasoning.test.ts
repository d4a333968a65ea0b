import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRule } from '@secl/evaluation';
import {
  coveredPairs,
  implies,
  type Proposition,
  propositionOf,
  redundantParts,
  satisfiable,
  solve,
} from '@secl/logic';
import { catalogue, parseAgentVersion } from '@secl/model';
import { type LoadedRule, load, readPolicy } from '@secl/policy';
import { describe, expect, test } from 'vitest';
import { exampleContext } from '../fuzz/logic-events.ts';

/**
 * Reasoning on rules that people wrote: what is found in them, each looked at and true, and that the ways to answer quickly
 * answer the same.
 */
const linux = catalogue('linux');
const root = join(import.meta.dirname, '../..');

interface Reasoned {
  readonly rule: LoadedRule;
  readonly proposition: Proposition;
}

function rulesOf(...paths: readonly string[]): readonly Reasoned[] {
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('7.68.0 is a version');
  const files = paths.map((path) => readPolicy(path, readFileSync(path, 'utf8')));
  const target = {
    platform: 'linux',
    agentVersion,
    origin: undefined,
    host: new Map([['os', 'linux']]),
  } as const;
  return load(files, target).rules.flatMap((rule) => {
    const proposition = propositionOf(rule.checked);
    return proposition === undefined ? [] : [{ rule, proposition }];
  });
}

/** `narrower < wider` by their ids. */
function covered(rules: readonly Reasoned[]): readonly string[] {
  return coveredPairs(rules.map(({ proposition }) => proposition)).map(
    ({ narrower, wider, equal }) =>
      `${rules[narrower]?.rule.id} ${equal ? '=' : '<'} ${rules[wider]?.rule.id}`,
  );
}

/** The same without looking for candidates first: every rule against every other. */
function coveredOneByOne(rules: readonly Reasoned[]): readonly string[] {
  return rules.flatMap((a) =>
    rules
      .filter((b) => a !== b && implies(a.proposition, b.proposition))
      .map((b) => `${a.rule.id} < ${b.rule.id}`),
  );
}

function redundant(rules: readonly Reasoned[]): readonly string[] {
  return rules.flatMap(({ rule, proposition }) =>
    redundantParts(proposition).map(({ kind, part, because }) => {
      const text = rule.expression.value.value;
      const at = ({ span }: typeof part): string => text.slice(span.start, span.end).replaceAll(/\s+/g, ' ');
      return `${rule.id} ${kind}: ${[part, ...because].map(at).join(' <- ')}`;
    }),
  );
}

function unsolved(rules: readonly Reasoned[]): readonly string[] {
  return rules
    .filter(({ rule, proposition }) => {
      const compiled = compileRule(rule.checked, linux);
      return (
        solve(proposition, (example) => {
          const context = exampleContext(linux, proposition.eventType, example);
          return compiled?.evaluate(context) === true;
        }) === undefined
      );
    })
    .map(({ rule }) => rule.id);
}

describe('the rules of the library', () => {
  const folder = join(root, 'rules-library/policies');
  const rules = rulesOf(
    ...readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  );

  test('have no superfluous part, and none is another', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(redundant(rules)).toEqual([]);
    expect(covered(rules)).toEqual([]);
    expect(coveredOneByOne(rules)).toEqual([]);
  });

  test('can all be true', () => {
    expect(rules.filter(({ proposition }) => satisfiable(proposition) === 'no')).toEqual([]);
    // An int among those of a variable, and a text that a regexp wants: no value is picked for these.
    expect(unsolved(rules)).toEqual(['decoded_text_piped_to_shell', 'web_shell_written']);
  });
});

const policy = join(root, '../shared/fetched/datadog/default-policies/1.69.3.policy');
describe.skipIf(!existsSync(policy))('a released default policy (skipped where it is not at hand)', () => {
  const rules = existsSync(policy) ? rulesOf(policy) : [];

  test('has rules whose events others report too', () => {
    const found = covered(rules);
    expect(found).toEqual([
      'execution_context_k8s_usersession_entrypoint < k8s_user_session',
      'kernel_module_load_from_memory_container < kernel_module_load_from_memory',
      'nsswitch_conf_mod_open_v2 < nsswitch_conf_mod_open',
      'pam_modification_chmod < pam_modification',
      'pam_modification_chown < pam_modification',
      'pam_modification_open < pam_modification',
      'pam_modification_unlink < pam_modification',
      'pam_modification_utimes < pam_modification',
      'pci_11_5_critical_binaries_open_v2 < pci_11_5_critical_binaries_open',
      'proc_environ_credential_harvesting < proc_environ_read_tracking',
      'runc_modification < pci_11_5_critical_binaries_open',
      'ssh_authorized_keys_open_v2 < ssh_authorized_keys_open',
      'ssl_certificate_tampering_open_v2 < ssl_certificate_tampering_open',
    ]);
    expect(coveredOneByOne(rules)).toEqual(found);
  });

  test('has parts that change nothing, and parts that can never be true where they stand', () => {
    expect(redundant(rules).map((finding) => finding.split(':')[0])).toEqual([
      // A pattern behind `=~` that a variable is compared with literally, and that is in a list already.
      'execution_context_interpreter_service_spawned_shell implied',
      // The arguments as one text are compared with two lists that share nothing.
      'lateral_movement_tool always-false',
      'lateral_movement_tool always-false',
      'lateral_movement_tool always-false',
      'lateral_movement_tool always-false',
    ]);
  });

  test('can nearly all be shown to be true of some event', () => {
    // Three ask for a regexp of several branches, one for several values of one variable.
    expect(unsolved(rules)).toEqual([
      'execution_context_interpreter_service_spawned_shell',
      'iptables_egress_allowed',
      'kernel_process_masquerade',
      'ransomware_note',
    ]);
  });
});
