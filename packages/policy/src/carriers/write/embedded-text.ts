/** Policies as texts in YAML of another kind: a Kubernetes ConfigMap, the values of a chart. */
import { writeScalar } from '@secl/text';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export function configMapText(name: string, policies: readonly NamedText[]): string {
  const head = ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', `  name: ${objectName(name)}`, 'data:'];
  // What Helm would take for a template is escaped: manifests often go through it.
  return lines([...head, ...policies.map((each) => entry(each, (text) => text.includes('{{')))]);
}

/** Helm takes values as they are. */
export function helmText(policies: readonly NamedText[]): string {
  return lines(['customPolicies:', ...policies.map((each) => entry(each, () => false))]);
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

/** A literal shows the policy as it is; what no literal can hold stands in double quotes. */
function entry({ name, text }: NamedText, mustEscape: (text: string) => boolean): string {
  const escapes = mustEscape(text);
  const style = escapes ? 'double' : 'literal';
  const written = writeScalar(text, { style, parentIndent: 2, standing: 'block' }).text;
  return `  ${name}.policy: ${escapes ? written.replaceAll('{{', '{\\x7b') : written}`;
}

/** What Kubernetes takes for the name of an object: small letters, digits, hyphens and dots. */
function objectName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    // Each part between dots begins and ends with a letter or a digit.
    .replace(/[.-]*\.[.-]*/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  return writeScalar(plain === '' ? 'policies' : plain, {
    style: 'plain',
    parentIndent: 2,
    standing: 'block',
  }).text;
}
