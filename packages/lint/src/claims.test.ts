/** What lint rules call certain, the agent's own engine bears out: on rule sets of the vectors, with their events. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgentVersion, type Value } from '@secl/model';
import { inLoadOrder, nothingExternal, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from './config.ts';
import { lint } from './lint.ts';

interface Vector {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly agent: string;
  readonly host: Readonly<Record<string, Value>> & { readonly os?: string };
  readonly expect: {
    readonly loaded: readonly string[];
    readonly errors: readonly { readonly rule?: string }[];
    /** By event. */
    readonly matched: readonly (readonly string[])[];
  };
}

const file = join(import.meta.dirname, '../../../test/conformance/vectors/policies.jsonl');
const vectors = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

/** All findings, each beside the rule set that it was found in. */
const findings = vectors.flatMap((vector) => {
  const agentVersion = parseAgentVersion(vector.agent);
  if (agentVersion === undefined || vector.host.os === 'windows') return [];
  const read = inLoadOrder(vector.files.map(({ name, content }) => readPolicy(name, content)));
  const text = (name: string) => vector.files.find((each) => each.name === name)?.content ?? '';
  const host = new Map(Object.entries(vector.host));
  // The version of a vector counts for constraints only: fields and engine are those of 7.68.
  const facts = { minor: 68, filterFields: new Set(host.keys()) } as const;
  const target = { platform: 'linux', agentVersion, origin: 'ebpf', host, ...facts } as const;
  const input = {
    name: vector.id,
    files: read.map((policy) => ({ file: policy, text: text(policy.name), carrier: 'policy' })),
    external: nothingExternal,
    targets: [{ name: vector.agent, target }],
  };
  return lint(input, defaultConfig).findings.map((finding) => ({ finding, vector }));
});

/** Findings with a code that are about a rule as a whole. */
function found(code: string): readonly { readonly id: string; readonly vector: Vector }[] {
  return findings
    .filter(({ finding }) => finding.code === code && finding.message.startsWith(`\`${finding.subject}\``))
    .map(({ finding, vector }) => ({ id: finding.subject, vector }));
}

describe('the engine of the agent', () => {
  it('never lets a rule fire that waits for itself', () => {
    const claims = found('variable/read-before-set');
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter(({ id, vector }) => vector.expect.matched.flat().includes(id));
    expect(refuted.map(({ id, vector }) => `${vector.id} ${id}`)).toEqual([]);
  });

  it('never lets a rule fire whose condition is never true, or that runs nowhere', () => {
    const codes = ['pitfall/never-true', 'policy/disabled-leftover', 'portability/filter-met-nowhere'];
    const claims = findings.filter(({ finding }) => codes.includes(finding.code));
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter(({ finding, vector }) =>
      vector.expect.matched.flat().includes(finding.subject),
    );
    expect(refuted.map(({ finding, vector }) => `${vector.id} ${finding.message}`)).toEqual([]);
  });

  it('lets no rule fire without the one that covers it, and rules that are the same only together', () => {
    const claims = findings.filter(({ finding }) => /^pitfall\/(covered|same)-rule$/.test(finding.code));
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter(({ finding: { code, subject, message }, vector }) => {
      const other = [...message.matchAll(/`(\w+)`/g)].map(([, id]) => id).find((id) => id !== subject) ?? '';
      return vector.expect.matched.some((ids) => {
        const [narrower, wider] = [ids.includes(subject), ids.includes(other)];
        return code.startsWith('pitfall/same') ? narrower !== wider : narrower && !wider;
      });
    });
    expect(refuted.map(({ finding, vector }) => `${vector.id} ${finding.message}`)).toEqual([]);
  });

  it('compiles a rule that a later definition cannot disable', () => {
    const claims = found('policy/disable-without-effect');
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter(
      ({ id, vector: { expect: told } }) =>
        !told.loaded.includes(id) && !told.errors.some(({ rule }) => rule === id),
    );
    expect(refuted.map(({ id, vector }) => `${vector.id} ${id}`)).toEqual([]);
  });
});
