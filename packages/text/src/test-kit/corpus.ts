import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url));

/** Policies of all shapes in block style: written for tests elsewhere, and default policies as they are published. */
export function policyCorpus(): readonly { readonly name: string; readonly text: string }[] {
  return [...vectorPolicies(), ...defaultPolicies()];
}

export function vectorPolicies(): { name: string; text: string }[] {
  const path = `${shared}vectors/policies.jsonl`;
  if (!existsSync(path)) return skipped(path);
  const found = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    for (const [, content] of line.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)) found.set(content ?? '""', '');
  }
  return [...found.keys()].map((content, i) => ({ name: `vector ${i}`, text: String(JSON.parse(content)) }));
}

export function defaultPolicies(): { name: string; text: string }[] {
  const directory = `${shared}fetched/datadog/default-policies`;
  if (!existsSync(directory)) return skipped(directory);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.policy'))
    .map((name) => ({ name, text: readFileSync(`${directory}/${name}`, 'utf8') }));
}

function skipped(path: string): [] {
  console.warn(`left out: ${path.slice(shared.length)} is not here`);
  return [];
}
