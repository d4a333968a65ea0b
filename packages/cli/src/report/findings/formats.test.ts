import { findingCodes } from '@secl/lint';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { runInMemory } from '../../test-context.ts';
import { testFiles } from '../../test-files.ts';
import { descriptor } from './sarif.ts';
import gitlabSchema from './test-gitlab.schema.json' with { type: 'json' };
import sarifSchema from './test-sarif.schema.json' with { type: 'json' };
import { checkstyleFormat, junitFormat, offences, type XmlFormat } from './test-xml-format.ts';

const mixed = `exec.comm == "a" && exec.user == "b" || exec.user == "c"`;
const policy = (...rules: readonly string[]): string =>
  `rules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;

/** Rule sets as reports have to stand them, by what is special about them. */
const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nothing to say': { 'a.policy': policy(`{ id: a, expression: 'exec.file.path == "/usr/bin/nc"' }`) },
  'an empty file': { 'a.policy': '' },
  'fixes and related places': {
    'a.policy': policy(`{ id: a, expression: '${mixed}' }`, `{ id: a, expression: '${mixed}' }`),
    'b.policy': policy(`{ id: a, expression: 'exec.nope == 1' }`),
  },
  'control characters, markup and ends of sections': {
    'a.policy': policy(
      `{ id: "a\\e[31m<&\\"\\0\\t\\r\\n\\x85\\uFFFE]]>", expression: "exec.x == 1" }`,
      `{ id: b, expression: "exec.comm == \\"\\e]0;\\a]]>🚀[x](1){0}\\" && exec.\\uFFFF" }`,
    ),
  },
  'half of a surrogate pair': {
    'a.tf.json': JSON.stringify({
      resource: {
        datadog_csm_threats_agent_rule: { a: { name: 'a\ud800b', expression: 'exec.comm == "\udc00"' } },
      },
    }),
  },
  'names of files': {
    'dir with spaces/naïve 漢🚀#?%20&\'()!*[]".policy': policy(`{ id: a, expression: '${mixed}' }`),
    'a:b.policy': policy(`{ id: b, expression: '${mixed}' }`),
    'back\\slash.policy': policy(`{ id: c, expression: '${mixed}' }`),
    'two\nlines.policy': policy(`{ id: d, expression: '${mixed}' }`),
    'half\ud800.policy': policy(`{ id: e, expression: '${mixed}' }`),
  },
  'very long names': {
    'a.policy': policy(`{ id: ${'l'.repeat(20_000)}, expression: 'exec.${'n'.repeat(20_000)} == 1' }`),
  },
  Terraform: {
    'a.tf': `resource "datadog_csm_threats_agent_rule" "a" {\n  name = "a rule"\n  expression = <<-EOT\n    exec.nope == "]]>"\n  EOT\n}\n`,
  },
};

async function written(files: Readonly<Record<string, string>>, format: string): Promise<string> {
  const { stdout } = await runInMemory(['lint', ...Object.keys(files), '--no-cache', '--format', format], {
    fs: testFiles(files),
  });
  return stdout;
}

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, formats: { uri: true } });

describe.each(Object.entries(cases))('a report on %s', (_, files) => {
  it.each([
    ['sarif', sarifSchema],
    ['gitlab', gitlabSchema],
  ])('is valid as %s', async (format, schema) => {
    const parsed = parseJson(await written(files, format));
    const validate = ajv.compile(schema);
    expect(parsed.ok).toBe(true);
    validate(parsed.ok ? parsed.value : undefined);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each<readonly [string, XmlFormat]>([
    ['junit', junitFormat],
    ['checkstyle', checkstyleFormat],
  ])('is valid as %s', async (format, kind) => {
    const xml = await written(files, format);
    // XML 1.0 allows no others, and parsers of other languages than this one refuse them.
    expect(xml).toMatch(/^[\n\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
    expect(offences(xml, kind)).toEqual([]);
  });
});

describe('SARIF', () => {
  it('describes whatever can be found, as short as GitHub wants it', () => {
    const validate = ajv.compile({ $defs: sarifSchema.$defs, ...ruleSchema() });
    for (const code of findingCodes) {
      validate(descriptor(code, []));
      expect({ code, errors: validate.errors ?? [] }).toEqual({ code, errors: [] });
    }
  });
});

function ruleSchema(): object {
  return sarifSchema.properties.runs.items.properties.tool.properties.driver.properties.rules.items;
}

describe('the look at XML', () => {
  it('finds what is none of the format', () => {
    const xml =
      '<testsuites><testsuite name="" tests="x" failures="0" errors="0">a<testcase file="a"><failure/><b/></testcase></testsuite></testsuites>';
    expect(offences(xml, junitFormat)).toEqual([
      '<testsuite name="">',
      '<testsuite tests="x">',
      '<testsuite> holds text',
      '<testcase> has no name',
      '<testcase file> is none of the format',
      '<b> in <testcase>',
    ]);
    expect(offences('<b/>', checkstyleFormat)).toEqual(['<b> is the root', '<b> is none of the format']);
  });
});
