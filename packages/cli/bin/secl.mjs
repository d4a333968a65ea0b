#!/usr/bin/env node
// Committed, so that installing the workspace finds a file to link. All the code is in the bundle beside it.
if (process.getBuiltinModule === undefined || Number.parseInt(process.versions.node, 10) < 22) {
  process.stderr.write(`secl needs Node.js 22.3 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  await import('../dist/secl.mjs');
}
