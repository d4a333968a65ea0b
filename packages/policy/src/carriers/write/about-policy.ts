/** What a policy says of itself where it is a thing of its own, in Terraform and the API: files have no room for it. */
import type { Location } from '@secl/text';
import type { CarriedPolicy } from '../carried.ts';
import type { HostTags } from '../host-tags.ts';
import type { Change } from './conversion.ts';

export interface AboutPolicy {
  readonly name: string | undefined;
  readonly description: string | undefined;
  /** Terraform and the API make a policy that is off where nothing is said. */
  readonly enabled: boolean;
  readonly hostTags: HostTags;
  readonly place: Location;
}

/** Nothing where none of the files says something of the policy itself. */
export function aboutOf(carried: readonly CarriedPolicy[]): AboutPolicy | undefined {
  for (const { file, about } of carried)
    if (about !== undefined)
      return {
        name: about.name?.value,
        description: about.description?.value,
        enabled: about.enabled?.value ?? false,
        hostTags: about.hostTags,
        place: { document: file.name, range: about.range },
      };
  return undefined;
}

/** `holds`: whether there is room for it. What is not written out in the source is nowhere. */
export function lostOfPolicy(about: AboutPolicy | undefined, holds: boolean): readonly Change[] {
  if (about === undefined) return [];
  const { enabled, hostTags, description, place } = about;
  const lost = (key: string, message: string): Change => ({ kind: 'lost', subject: '', key, message, place });
  if (hostTags === 'unknown') {
    const message =
      'where the policy goes is left out: its host tags, or whether it is enabled, are known only when its tool runs';
    return [lost('policy.host_tags', message)];
  }
  if (holds) return [];
  return [
    ...(enabled
      ? []
      : [lost('policy.enabled', 'that the policy is not enabled is left out: whoever gets it loads it')]),
    ...(hostTags.length === 0
      ? []
      : [
          lost(
            'policy.host_tags',
            'the host tags of the policy are left out: it goes to every host that gets it',
          ),
        ]),
    ...(description === undefined || description === ''
      ? []
      : [lost('policy.description', 'the description of the policy is left out')]),
  ];
}
