/** What `moved` blocks of Terraform say: which resource is called otherwise now, and stays what it was. */
import { entryValue, type HclBlock, type HclParser, type Node, readHcl, readJson } from '@secl/text';
import { objectsIn } from './tree-lookup.ts';

export interface MovedResource {
  /** Addresses in their modules: `datadog_csm_threats_agent_rule.ssh`. */
  readonly from: string;
  readonly to: string;
}

/** Of a file of HCL or JSON; none of a file that cannot be read. */
export function movedResources(
  name: string,
  text: string,
  parser: HclParser | undefined,
): readonly MovedResource[] {
  // Most files have none, and parsing takes its time.
  if (!/\bmoved\b/.test(text)) return [];
  if (name.endsWith('.json')) return movedInJson(name, text);
  if (parser === undefined) return [];
  const { body } = readHcl(parser, name, text);
  return body.blocks
    .filter(({ type }) => type === 'moved')
    .flatMap((block) => {
      const [from, to] = [addressIn(block, 'from', text), addressIn(block, 'to', text)];
      return from === '' || to === '' ? [] : [{ from, to }];
    });
}

function addressIn({ body }: HclBlock, key: string, text: string): string {
  const range = body.attributes.find(({ name }) => name === key)?.value.range;
  return range === undefined ? '' : inItsModule(text.slice(range.start, range.end));
}

function movedInJson(name: string, text: string): readonly MovedResource[] {
  const texts = (node: Node | undefined): string => (node?.kind === 'scalar' ? inItsModule(node.value) : '');
  return objectsIn(readJson(name, text).root)
    .flatMap((top) => objectsIn(entryValue(top, 'moved')))
    .flatMap((block) => {
      const [from, to] = [texts(entryValue(block, 'from')), texts(entryValue(block, 'to'))];
      return from === '' || to === '' ? [] : [{ from, to }];
    });
}

/** `module.rules["a"].type.name[0]` as `type.name`: whatever stands several times is told apart by nothing here. */
function inItsModule(address: string): string {
  return address
    .replace(/\s+/g, '')
    .replace(/\[(?:"[^"]*"|\d+)\]/g, '')
    .replace(/^(?:module\.[\w-]+\.)+/, '');
}
