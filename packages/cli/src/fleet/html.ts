/** The page for people who were not there: one file, made of the report and of what packages/fleet/page is built into. */
import { readFile } from 'node:fs/promises';
import { type FleetPolicy, fleetPage, type PageApp } from '@secl/fleet';
import type { Coverage } from './coverage.ts';

export async function htmlCoverage(
  { report, comparison, compared, demands }: Coverage,
  policies: readonly FleetPolicy[],
): Promise<string> {
  const texts = new Map(policies.map(({ policy: { home } }) => [home.document, home.text]));
  return fleetPage(report, await pageApp(), {
    comparison,
    compared,
    demands,
    sourceOf: (file) => texts.get(file),
  });
}

/** Beside the chunk that this is bundled into; run from the sources, what was built last. */
const folders = ['../page/', '../../dist/page/'];

async function pageApp(): Promise<PageApp> {
  const read = async (name: string): Promise<string> => {
    for (const folder of folders) {
      const text = await readFile(new URL(`${folder}${name}`, import.meta.url), 'utf8').catch(
        () => undefined,
      );
      if (text !== undefined) return text;
    }
    throw new Error(`the page's ${name} is not where it was built to`);
  };
  return { script: await read('app.js'), style: await read('style.css') };
}
