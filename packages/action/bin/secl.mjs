#!/usr/bin/env node
// `secl` for who has a clone of this repository and nothing installed: hooks of pre-commit, jobs of GitLab.
if (process.getBuiltinModule === undefined || Number.parseInt(process.versions.node, 10) < 22) {
  process.stderr.write(`secl needs Node.js 22.3 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  await import('../dist/secl/secl.mjs');
}
