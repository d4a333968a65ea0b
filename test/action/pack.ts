import type { Files } from './repository.ts';

/** Three policies without mistakes, as they are before the change. */
export const before: Files = {
  'policies/credentials.policy': `version: 1.0.0
rules:
  - id: shadow_file_read
    description: A process that has no business there reads the password hashes.
    expression: open.file.path == "/etc/shadow" && process.file.name not in ["sshd", "sudo", "passwd"]
    tags:
      severity: high
`,
  'policies/shells.policy': `version: 1.0.0
macros:
  - id: shells
    expression: '["sh", "bash", "dash", "zsh"]'
rules:
  - id: shell_of_web_server
    description: A web server starts a shell.
    expression: exec.file.name in shells && process.parent.file.name in ["nginx", "httpd"]
    tags:
      severity: high
`,
  'policies/tools.policy': `version: 1.0.0
rules:
  - id: network_scanner_started
    description: A scanner of networks is started.
    expression: exec.file.name in ["nmap", "masscan"]
    tags:
      severity: medium
`,
};

/** The same with two mistakes: a grouping that agents read in another way, and a field that does not exist. */
export const after: Files = {
  ...before,
  'policies/shells.policy': `version: 1.0.0
macros:
  - id: shells
    expression: '["sh", "bash", "dash", "zsh"]'
rules:
  - id: shell_of_web_server
    description: A web server starts a shell.
    expression: exec.file.name in shells && process.parent.file.name in ["nginx", "httpd"] || process.parent.file.path =~ "/opt/tomcat/**"
    tags:
      severity: high
`,
  'policies/tools.policy': `version: 1.0.0
rules:
  - id: network_scanner_started
    description: A scanner of networks is started.
    expression: exec.file.name in ["nmap", "masscan", "zmap"]
    tags:
      severity: medium
  - id: scanner_config_changed
    description: The configuration of a scanner is written.
    expression: open.file.pth =~ "/etc/nmap/**" && open.flags & O_CREAT > 0
    tags:
      severity: low
`,
};
