/** Files of any known kind into one inventory. No more of a file is in memory than one record. */
import { ApiPages } from './api-pages.ts';
import { csvSplitter, delimiterOf } from './csv-splitter.ts';
import type { InventoryInput, InventoryRecord, Splitter } from './input.ts';
import type { FleetMember, Host, Inventory, Source, SourceKind, Task } from './inventory.ts';
import { joinNodes, joinTasks, type PlacedDaemonSet, type PlacedDefinition, takeAgent } from './join.ts';
import { jsonSplitter } from './json-splitter.ts';
import { finished, Merger } from './merge.ts';
import { nameOf } from './names.ts';
import type { RealLoad } from './real.ts';
import { sharedReal } from './real-loads.ts';
import { type Recognised, recogniseItem, recogniseJson, recogniseRow } from './recognise.ts';
import { Tally } from './tally.ts';
import { yamlSplitter } from './yaml-splitter.ts';

/** Told how many records there are so far, now and then. */
export type Progress = (records: number) => void;

export async function readInventory(
  inputs: readonly InventoryInput[],
  progress?: Progress,
): Promise<Inventory> {
  const reading = new Reading(inputs.map(({ name }) => name));
  let records = 0;
  for (const [source, input] of inputs.entries()) {
    for await (const batch of recordsOf(input)) {
      reading.take(batch, source, input);
      records += batch.records.length;
      if (batch.records.length > 0) progress?.(records);
    }
    reading.endFile(source, input.name);
  }
  return reading.finish();
}

interface Batch {
  readonly format: Format;
  readonly records: readonly InventoryRecord[];
  readonly unknownColumns?: readonly string[];
  /** At the end of a file in which there is no record at all: why. */
  readonly nothing?: string;
}

interface Format {
  readonly splitter: () => Splitter;
  readonly recognise: (value: unknown) => Recognised | undefined;
}

const json: Format = { splitter: jsonSplitter, recognise: recogniseJson };
const csv: Format = { splitter: csvSplitter, recognise: recogniseRow };
const yaml: Format = { splitter: yamlSplitter, recognise: recogniseItem };

const startsJson = /^[\s\ufeff]*[{[]/;
/** A line that says something, with its end; comments, blank lines and `sep=;` may stand before it. */
const wholeLine = /^(?:[^\S\n]*(?:#[^\n]*|sep=.\r?)?\n)*(?!sep=.\r?\n)[^\S\n]*[^\s#][^\n]*\n/;
const saysNothing = /^\s*(?:#.*|sep=.)?\s*$/;

/** By the first line that says something. */
function formatOf(start: string): Format {
  if (startsJson.test(start)) return json;
  const line = start.split(/\r?\n/).find((each) => !saysNothing.test(each)) ?? '';
  const names = line.split(delimiterOf(line)).map((name) => name.trim().replaceAll('"', ''));
  const known = names.some((name) => nameOf(name.toLowerCase().replaceAll(/[\s-]+/g, '_')) !== undefined);
  return known && !/^\s*-|:\s*$|:\s/.test(line) ? csv : yaml;
}

async function* recordsOf({ texts }: InventoryInput): AsyncGenerator<Batch> {
  let format: Format | undefined;
  let splitter: Splitter | undefined;
  let start = '';
  let isEmpty = true;
  let count = 0;
  const push = (text: string, last = false): Batch | undefined => {
    isEmpty &&= /^[\s\ufeff]*$/.test(text);
    if (splitter === undefined || format === undefined) {
      start += text;
      // A first line of CSV that is cut would be taken for something else.
      const isEnough = wholeLine.test(start) || startsJson.test(start) || start.length > 65_536;
      if (!isEnough && !last) return undefined;
      format = formatOf(start);
      splitter = format.splitter();
      text = start.replace(/^\ufeff/, '');
    }
    const records = splitter.push(text);
    count += records.length;
    return { format, records };
  };
  for await (const text of texts) {
    const batch = push(text);
    if (batch !== undefined) yield batch;
  }
  const rest = push('', true);
  if (rest !== undefined) yield rest;
  if (format === undefined || splitter === undefined) return;
  const { unknownColumns = [] } = splitter;
  const records = splitter.end();
  const noRows = format === csv ? 'it has the names of columns and no rows' : '';
  const nothing = isEmpty ? 'it is empty' : count + records.length === 0 ? noRows : '';
  yield { format, records, unknownColumns, nothing };
}

class Reading {
  readonly #tally = new Tally();
  readonly #merger: Merger;
  readonly #names: readonly string[];
  readonly #kinds: Set<SourceKind>[];
  readonly #records: number[];
  readonly #daemonSets: PlacedDaemonSet[] = [];
  readonly #definitions: PlacedDefinition[] = [];
  readonly #real = new Map<string, RealLoad>();
  readonly #share = sharedReal();
  readonly #pages = new ApiPages();
  #lastUnknown = '';
  #nothing = '';

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#merger = new Merger(this.#tally, names);
    this.#kinds = names.map(() => new Set());
    this.#records = names.map(() => 0);
  }

  take(
    { format, records, unknownColumns = [], nothing = '' }: Batch,
    source: number,
    input: InventoryInput,
  ): void {
    const file = input.name;
    this.#nothing = nothing;
    if (unknownColumns.length > 0) {
      const columns = unknownColumns.map((name) => `\`${name}\``).join(', ');
      this.#tally.add('fleet/tag-columns', { columns }, file, 1);
    }
    for (const record of records) {
      if (!record.ok) {
        const { reason, line, column } = record;
        this.#tally.add('fleet/broken-record', { reason }, file, line, column);
        continue;
      }
      const recognised = format.recognise(record.value);
      if (recognised === undefined) this.#lastUnknown = keysOf(record.value);
      else this.#hear(recognised, source, input, record);
    }
  }

  endFile(source: number, file: string): void {
    if (this.#records[source] === 0) {
      const found =
        this.#lastUnknown === '' ? 'it has no list of hosts or tasks' : `it has ${this.#lastUnknown}`;
      const reason = this.#nothing === '' ? found : this.#nothing;
      this.#tally.add('fleet/unknown-inventory', { reason }, file);
    }
    this.#lastUnknown = '';
    this.#pages.endFile();
  }

  #hear(
    { kind, said }: Recognised,
    source: number,
    { name: file, cluster }: InventoryInput,
    { value, line }: { readonly value: unknown; readonly line: number },
  ): void {
    if (said.said === 'problem' && said.code === 'fleet/no-name') this.#lastUnknown = keysOf(value);
    else if (said.said !== 'problem' || said.code !== 'fleet/broken-record') {
      this.#kinds[source]?.add(kind);
      if (said.said !== 'nothing' && said.said !== 'page')
        this.#records[source] = (this.#records[source] ?? 0) + 1;
    }
    const origin = { source, file, line };
    switch (said.said) {
      case 'nothing':
        return;
      case 'problem':
        this.#tally.add(said.code, said.values, file, line);
        return;
      case 'page':
        this.#pages.endPage(said.total, source);
        return;
      case 'daemon-set': {
        const { daemonSet } = said;
        this.#daemonSets.push({ daemonSet, source, file, cluster: cluster ?? daemonSet.cluster });
        return;
      }
      case 'task-definition':
        this.#definitions.push({ definition: said.definition, source, file });
        return;
      case 'real': {
        this.#merger.add(said.observation, origin, true);
        const known = this.#real.get(said.real.name);
        this.#real.set(said.real.name, this.#share(said.real, known));
        return;
      }
      default: {
        const member = this.#merger.add(said.observation, origin);
        if (cluster !== undefined) this.#merger.suppose(member, 'cluster', cluster, source);
        if (said.said === 'node') member.node ??= said.node;
        if (said.said === 'task') member.definition ||= said.definition;
        if (said.said === 'pod') {
          if (said.agent === undefined) this.#merger.suppose(member, 'agent', 'none', source);
          else takeAgent(this.#merger, member, said.agent, source, file, this.#tally);
        }
        if (kind === 'api') this.#pages.add(member);
      }
    }
  }

  finish(): Inventory {
    joinNodes(this.#merger, this.#daemonSets, this.#tally);
    joinTasks(this.#merger, this.#definitions, this.#tally);
    this.#joinApi();
    const members: readonly FleetMember[] = this.#merger.all().map(finished).sort(byName);
    return {
      sources: this.#names.map(
        (name, index): Source => ({
          name,
          kinds: [...(this.#kinds[index] ?? [])],
          records: this.#records[index] ?? 0,
        }),
      ),
      hosts: members.filter((member): member is Host => member.kind === 'host'),
      tasks: members.filter((member): member is Task => member.kind === 'task'),
      real: [...this.#real.values()].sort(byName),
      problems: this.#tally.problems(),
    };
  }

  /** The API lists all agents: where its pages are whole, a host that it does not name has none. */
  #joinApi(): void {
    for (const { read, total, source } of this.#pages.missing())
      this.#tally.add('fleet/pages-missing', { read, total }, this.#names[source]);
    const source = this.#pages.wholeSource();
    if (source === undefined) return;
    for (const member of this.#merger.all()) {
      const seen = member.sources.some((each) => this.#kinds[each]?.has('api'));
      if (!seen && member.kind === 'host') this.#merger.suppose(member, 'agent', 'none', source);
    }
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** What stands in an object that is no record, for a person who wonders why. */
function keysOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no objects';
  const keys = Object.keys(value).slice(0, 5);
  return keys.length === 0 ? 'empty objects' : `the keys ${keys.map((key) => `\`${key}\``).join(', ')}`;
}
