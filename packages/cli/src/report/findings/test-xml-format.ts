import { create } from 'xmlbuilder2';

/** An element of a format: what it has to have, what it may have besides, what may be in it. */
interface ElementKind {
  readonly required: Readonly<Record<string, RegExp>>;
  readonly optional?: Readonly<Record<string, RegExp>>;
  readonly children: readonly string[];
  readonly text?: true;
}

export interface XmlFormat {
  readonly root: string;
  readonly elements: Readonly<Record<string, ElementKind>>;
}

const any = /^/;
const some = /./su;
const number = /^\d+$/;
const fromOne = /^[1-9]\d*$/;

/** What the report uses of what Jenkins takes for JUnit's XML (its `junit-10.xsd`), which is stricter than Ant or GitLab. */
export const junitFormat: XmlFormat = {
  root: 'testsuites',
  elements: {
    testsuites: {
      required: {},
      optional: { name: any, time: number, tests: number, failures: number, errors: number },
      children: ['testsuite'],
    },
    testsuite: {
      required: { name: some, tests: number, failures: number, errors: number },
      optional: { time: number, skipped: number, file: some },
      children: ['testcase'],
    },
    testcase: {
      required: { name: some },
      optional: { time: number, classname: some },
      children: ['failure', 'system-out'],
    },
    failure: { required: {}, optional: { type: some, message: some }, children: [], text: true },
    'system-out': { required: {}, children: [], text: true },
  },
};

/** What checkstyle itself writes: there is no schema of it. */
export const checkstyleFormat: XmlFormat = {
  root: 'checkstyle',
  elements: {
    checkstyle: { required: { version: some }, children: ['file'] },
    file: { required: { name: some }, children: ['error'] },
    error: {
      required: {
        line: fromOne,
        column: fromOne,
        severity: /^(?:ignore|info|warning|error)$/,
        message: some,
        source: some,
      },
      children: [],
    },
  },
};

/** Everything in an XML text that its format does not allow. Throws where the text is no XML. */
export function offences(xml: string, { root, elements }: XmlFormat): readonly string[] {
  const said: string[] = [];
  const document = create(xml).root().node;
  if (document.nodeName !== root) said.push(`<${document.nodeName}> is the root`);
  const visit = (node: typeof document): void => {
    const kind = elements[node.nodeName];
    if (kind === undefined) {
      said.push(`<${node.nodeName}> is none of the format`);
      return;
    }
    const given = new Map([...attributesOf(node)]);
    for (const name of Object.keys(kind.required))
      if (!given.has(name)) said.push(`<${node.nodeName}> has no ${name}`);
    for (const [name, value] of given) {
      const form = kind.required[name] ?? kind.optional?.[name];
      if (form === undefined) said.push(`<${node.nodeName} ${name}> is none of the format`);
      else if (!form.test(value)) said.push(`<${node.nodeName} ${name}=${JSON.stringify(value)}>`);
    }
    for (const child of node.childNodes) {
      if (child.nodeType === textNode) {
        if (kind.text !== true && (child.nodeValue ?? '').trim() !== '')
          said.push(`<${node.nodeName}> holds text`);
      } else if (kind.children.includes(child.nodeName)) visit(child as typeof document);
      else said.push(`<${child.nodeName}> in <${node.nodeName}>`);
    }
  };
  visit(document);
  return said;
}

const textNode = 3;

function* attributesOf(node: unknown): Iterable<readonly [string, string]> {
  const { attributes } = node as {
    readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  };
  for (const { name, value } of attributes) yield [name, value];
}
