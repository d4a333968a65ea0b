import { parseJson } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { memberStatuses } from '../report/report.ts';
import { reportOf } from '../test-fleet.ts';
import { memberColumns } from './columns.ts';
import { fleetPage } from './fleet-page.ts';
import { type PageData, pageDataOf } from './page-data.ts';

const app = { script: 'run()', style: 'body { margin: 0 }' };
const hosts = 'hostname,agent_version,cluster,env\na,7.68.0,one,prod\nb,7.50.0,one,prod\nc,none,two,dev\n';
const report = await reportOf(hosts, {
  contacted: 'connect.addr.port == 22',
  shell: 'exec.file.name == "sh"',
});

/** What the page's script reads. */
function dataIn(page: string): unknown {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const parsed = parseJson(json);
  return parsed.ok ? parsed.value : undefined;
}

describe('the page', () => {
  it('holds its data as they are', () => {
    expect(dataIn(fleetPage(report, app))).toEqual(pageDataOf(report));
  });

  it('is the same bytes for the same report', () => {
    expect(fleetPage(report, app)).toBe(fleetPage(report, app));
  });

  it('says the whole where no script runs', () => {
    expect(fleetPage(report, app)).toContain(
      '<p class="loading">50 % of the rules are live where they should be: 3 hosts',
    );
  });

  it('asks a browser for nothing', () => {
    const page = fleetPage(report, app);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)="(?!data:)/);
  });

  it('ends none of its elements early, whatever hosts are called', async () => {
    const evil = '</script><!--\u2028<script>';
    const page = fleetPage(
      await reportOf(`hostname,agent_version\n${evil},7.68.0\n`, { shell: 'exec.file.name == "sh"' }),
      {
        script: 'say("</script><!--")',
        style: 'a::after { content: "</style>" }',
      },
    );
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toContain('<!--');
    expect((dataIn(page) as PageData).members.names).toEqual([evil]);
  });

  it('shows an error in the lines of the file around it', () => {
    const source = 'rules:\n  - id: contacted\n    expression: connect.addr.port == 22\n  - id: shell\n';
    const { outcomes } = pageDataOf(report, { sourceOf: () => source });
    const rejected = outcomes.find(({ status }) => status === 'rejected');
    expect(rejected?.frame).toEqual({
      first: 2,
      lines: ['  - id: contacted', '    expression: connect.addr.port == 22', '  - id: shell'],
    });
  });
});

describe('columns', () => {
  const columns = memberColumns(report.hosts, report.tasks);

  it('hold each text once', () => {
    expect(columns.texts.cluster).toEqual({ values: ['one', 'two'], at: [0, 0, 1] });
    expect(columns.texts.agent).toEqual({ values: ['7.68.0', '7.50.0'], at: [0, 1, -1] });
  });

  it('hold each set of tags once', () => {
    expect(columns.tags).toEqual({ values: ['env:prod', 'env:dev'], sets: [[0], [1]], at: [0, 0, 1] });
  });

  it('give back what hosts are in', () => {
    expect(columns.status.map((status) => memberStatuses[status])).toEqual(['loaded', 'errors', 'no-agent']);
  });
});
