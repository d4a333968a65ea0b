/** The agent among the containers of a pod or a task: its version by the image, its switches by the environment. */
import { listAt, pairsAt, textAt } from './look.ts';
import type { AgentContainer } from './said.ts';
import { versionIn } from './written-version.ts';

/** `gcr.io/datadoghq/agent:7.68.0`, `datadog/agent`, `registry.example/mirror/datadog-agent:7.68.0-jmx`. */
const agentImage =
  /(?:^|\/)(?:(?:[\w.-]*datadog[\w.-]*|dd)\/(?:[\w.-]+\/)*agent(?:-dev)?|datadog-agent|dd-agent)(?::|@|$)/;
/** Variants of an image of one version. */
const variant = /-(?:jmx|full|fips|linux|win.*|servercore.*|nanoserver.*|ltsc.*|ot-beta.*|amd64|arm64)$/;

/** No registry takes names of this length; the pattern would be slow on them. */
const longestImage = 1000;

export const isAgentImage = (image: string): boolean =>
  image.length <= longestImage && agentImage.test(image);

/** The version that the tag of an image names. `7`, `latest` and digests name none. */
export function versionOfImage(image: string): string | undefined {
  const tag = /:([\w.+-]+)(?:@.*)?$/.exec(image)?.[1];
  let text = tag ?? '';
  while (variant.test(text)) text = text.replace(variant, '');
  return versionIn(text) === undefined ? undefined : text.replace(/^v/, '');
}

interface Switches {
  /** Where the containers list their variables: `env`, or `environment` in ECS. */
  readonly variables: string;
  /** Without eBPF the agent needs a second switch. */
  readonly ebpfless: boolean;
  /** Whether files that are not here may turn it on. */
  readonly files: boolean;
}

/** The agent among the containers; nothing where none of them is one. */
export function agentAmong(containers: readonly unknown[], switches: Switches): AgentContainer | undefined {
  const agents = containers.filter((each) => isAgentImage(textAt(each, 'image') ?? ''));
  const [first] = agents;
  if (first === undefined) return undefined;
  const image = textAt(first, 'image') ?? '';
  const all = agents.map((each) => pairsAt(each, switches.variables));
  return {
    image,
    version: versionOfImage(image),
    feature: featureOf(agents, all, switches),
    tags: tagsOf(all),
  };
}

function featureOf(
  agents: readonly unknown[],
  all: readonly ReadonlyMap<string, string>[],
  { ebpfless, files, variables }: Switches,
): 'on' | 'off' | undefined {
  const needed = [
    'DD_RUNTIME_SECURITY_CONFIG_ENABLED',
    ...(ebpfless ? ['DD_RUNTIME_SECURITY_CONFIG_EBPFLESS_ENABLED'] : []),
  ];
  const states = needed.map((name) => {
    const values = all.flatMap((each) => each.get(name) ?? []);
    if (values.some((value) => value.toLowerCase() === 'true')) return 'on';
    // A value from a secret or a map is not here.
    const elsewhere = agents.some(
      (each) =>
        listAt(each, variables).some(
          (pair) => textAt(pair, 'name') === name && textAt(pair, 'value') === undefined,
        ) ||
        listAt(each, 'envFrom').length > 0 ||
        listAt(each, 'environmentFiles').length > 0 ||
        listAt(each, 'secrets').some((secret) => textAt(secret, 'name') === name),
    );
    return elsewhere || (values.length === 0 && files) ? undefined : 'off';
  });
  if (states.includes('off')) return 'off';
  return states.includes(undefined) ? undefined : 'on';
}

/** Host tags that the agent is told to send. */
function tagsOf(all: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const tags = new Set<string>();
  for (const variables of all) {
    const env = variables.get('DD_ENV');
    if (env !== undefined && env !== '') tags.add(`env:${env}`);
    for (const tag of (variables.get('DD_TAGS') ?? '').split(/[\s,]+/)) if (tag.includes(':')) tags.add(tag);
  }
  return [...tags];
}
