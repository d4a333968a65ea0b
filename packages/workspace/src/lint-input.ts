import type { LintInput, LintInputFile } from '@secl/lint';
import type { CarriedPolicy } from '@secl/policy';
import { type Comment, readHcl, yamlComments } from '@secl/text';
import type { CarrierTools } from './carried-in.ts';
import type { OpenRuleSet } from './open-rule-set.ts';

/** An open rule set as the linter wants it. */
export async function lintInputOf(
  { name, carried, external, targets }: OpenRuleSet,
  tools: CarrierTools = {},
): Promise<LintInput> {
  const files: LintInputFile[] = [];
  for (const each of carried)
    files.push(inputFileOf(each, await commentsOf(each, tools), await commentsAround(each, tools)));
  return { name, external, targets, files };
}

function inputFileOf(
  { file, text, carrier, group, home, ignored }: CarriedPolicy,
  comments: readonly Comment[],
  around: readonly Comment[],
): LintInputFile {
  return {
    file,
    text,
    carrier,
    comments,
    group,
    ...(home.scalar === undefined
      ? { home: home.document }
      : {
          outer: {
            document: home.document,
            text: home.text,
            scalar: home.scalar,
            ...(around.length > 0 ? { comments: around } : {}),
          },
        }),
    ignored: ignored.map(({ key, range, rule = '' }) => ({
      key,
      rule,
      place: { document: file.name, range },
    })),
  };
}

/** The comments of the user's file around a policy that is a text in it. */
async function commentsAround({ home }: CarriedPolicy, { hcl }: CarrierTools): Promise<readonly Comment[]> {
  if (home.scalar === undefined || !home.text.includes('secl-ignore')) return [];
  if (!home.document.endsWith('.tf')) return yamlComments(home.text);
  const parser = await hcl?.();
  return parser === undefined ? [] : readHcl(parser, home.document, home.text).comments;
}

/** The comments of a text, where one of them may ignore something: finding them means reading the text again. */
async function commentsOf(carried: CarriedPolicy, tools: CarrierTools): Promise<readonly Comment[]> {
  return carried.text.includes('secl-ignore') ? commentsIn(carried, tools) : [];
}

/** The comments of the text in which the places of a policy count, in file order. */
export async function commentsIn(
  { carrier, text, file, comments }: CarriedPolicy,
  { hcl }: CarrierTools = {},
): Promise<readonly Comment[]> {
  switch (carrier) {
    case 'policy':
    case 'configmap':
    case 'helm':
    case 'rule-file':
    case 'archive':
      return yamlComments(text, comments);
    case 'terraform':
    case 'terraform-object': {
      const parser = await hcl?.();
      return parser === undefined ? [] : readHcl(parser, file.name, text).comments;
    }
    // JSON has none.
    case 'terraform-json':
    case 'terraform-plan':
    case 'api':
      return [];
  }
}
