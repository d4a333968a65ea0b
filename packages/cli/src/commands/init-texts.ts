export const policyPath = 'policies/first.policy';

/** A starter secl.yaml; for directories that hold policies already, each one a rule set. */
export function configFor(directories: readonly string[]): string {
  const sets = directories.length === 0 ? [['rules', 'policies'] as const] : directories.map(named);
  const ruleSets = sets.map(
    ([name, path]) => `  ${name}:\n    policies: ${scalar(path)}\n    targets: [linux]\n`,
  );
  return `# What "secl" works on. Paths start at this file; the guide is docs/guides/configuration.md of the SECL Toolkit.

# What one agent loads, by a name of your own.
rule_sets:
${ruleSets.join('')}    # The default policy of the product, where you keep a copy; it loads first.
    # default: vendor/default.policy

# Agents and hosts that the rules are judged for. What is left out is the most common.
targets:
  linux:
    os: linux
    # agent: 7.68
    # origin: fargate
    # kernel: 5.15
    # distro: ubuntu 22.04

# Recordings of events, by a name of your own.
# recordings:
#   attack: recordings/attack.strace
`;
}

/** A rule set is called after its directory. */
function named(path: string): readonly [name: string, path: string] {
  return [path === '.' ? 'rules' : scalar(path), path];
}

/** A path as YAML: in quotes where plain text would be something else. */
function scalar(path: string): string {
  return /^[A-Za-z0-9_./][A-Za-z0-9_./ -]*$/.test(path) ? path : JSON.stringify(path);
}

export const firstPolicy = `# A policy: rules that an agent evaluates on every event of a host.
#
# Agents read *.policy files from /etc/datadog-agent/runtime-security.d: default.policy first, then the others by name.
# Try things here before they get there:
#
#   secl load                    which rules load, and why others do not
#   secl fields --event exec     what a rule on started processes can ask
#   secl explain '…'             how agents group an expression, and what it costs them
version: 0.1.0
macros:
  - id: web_servers
    values: [apache2, httpd, nginx, php-fpm]
rules:
  - id: shell_by_web_server
    description: A web server starts a shell
    expression: exec.file.name in ["bash", "dash", "sh", "zsh"] && process.ancestors.file.name in web_servers
    tags:
      tactic: TA0002-execution
      technique: T1059-command-and-scripting-interpreter
`;
