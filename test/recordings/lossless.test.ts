import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportedRecord, toCanonical } from '@secl/events';
import { load, type RuleSet, readPolicy } from '@secl/policy';
import { type ReplayReport, runReplay } from '@secl/simulator';
import { describe, expect, it } from 'vitest';
import { commonTarget } from '../../packages/cli/src/target-run.ts';
import { fetched, filesAt, importFile, inPieces, isFetched, whyNot } from './fetched.ts';
import { ownRecordings } from './own.ts';

const root = join(import.meta.dirname, '../..');
const library = globSync('rules-library/policies/*.policy', { cwd: root })
  .sort()
  .map((path) => readPolicy(path, readFileSync(join(root, path), 'utf8'), 'custom'));
const policies = isFetched
  ? [
      readPolicy(
        'default.policy',
        readFileSync(join(fetched, 'datadog/default-policies/1.69.3.policy'), 'utf8'),
        'default',
      ),
    ]
  : library;
const rules: RuleSet = load(policies, commonTarget().target);

/** What a replay says of the rules, without what is about lines and the recording's name. */
async function saidOf(bytes: Uint8Array): Promise<unknown> {
  const { report } = await runReplay(rules, [{ name: 'x', bytes: inPieces(bytes) }], {
    onProblem: () => undefined,
  });
  return withoutLines(report);
}

function withoutLines({
  events,
  eventTypes,
  hosts,
  rules: all,
  triggered,
  decidable,
}: ReplayReport): unknown {
  const text = JSON.stringify(
    {
      events,
      eventTypes,
      hosts,
      decidable: all.some(({ outcome }) => outcome === 'no-event') ? undefined : decidable,
      rules: all.map(({ matched: _matched, place: _place, state: _state, ...rule }) => rule),
      triggered,
    },
    (key, value: unknown) => (key === 'line' ? undefined : typeof value === 'bigint' ? String(value) : value),
  );
  return JSON.parse(text);
}

function canonicalOf(records: readonly ImportedRecord[]): Uint8Array {
  return new TextEncoder().encode(records.map(({ record }) => `${toCanonical(record)}\n`).join(''));
}

/** Replaying what a recording was turned into says what replaying the recording says. */
async function expectLossless(bytes: Uint8Array): Promise<void> {
  const records = await importFile(bytes);
  expect(await saidOf(canonicalOf(records))).toEqual(await saidOf(bytes));
}

describe('a replay of the canonical form is a replay of the recording', () => {
  it.each(Object.entries(ownRecordings))('our own, as %s', async (_, text) => {
    await expectLossless(new TextEncoder().encode(text));
  });

  it.each(
    globSync('rules-library/recordings/*.strace*', { cwd: root })
      .sort()
      .map((path) => [path]),
  )('%s', async (path) => {
    await expectLossless(readFileSync(join(root, path)));
  });

  const others = isFetched
    ? [
        'tetragon/merlin-book',
        'tetragon/docs-events.jsonl',
        'tetragon/testdata-events.json',
        'tracee/docs-events.jsonl',
        'tracee/dns_events_test.gz',
        'auditd',
        'scap',
      ].flatMap((path) => filesAt(join(fetched, path)))
    : [];
  it.skipIf(!isFetched)(
    `${others.length} files of other projects${whyNot}`,
    { timeout: 120_000 },
    async () => {
      for (const file of others.filter((path) => !/\.(?:zip|yaml)$/.test(path))) {
        await expectLossless(readFileSync(file));
      }
    },
  );
});
