import { describe, expect, test } from 'vitest';
import { readApi } from './api.ts';
import { readTerraformJson } from './terraform-json.ts';

const terraform = (policy: object) =>
  readTerraformJson(
    'main.tf.json',
    JSON.stringify({ resource: { datadog_csm_threats_policy: { web: policy } } }),
  )[0]?.about?.hostTags;

describe('the hosts that a policy is deployed to', () => {
  test('are those with all tags of one of the lists', () => {
    expect(terraform({ name: 'web', host_tags_lists: [['env:prod', 'team:web'], ['env:staging']] })).toEqual([
      ['env:prod', 'team:web'],
      ['env:staging'],
    ]);
  });

  test('were said in one list before', () => {
    expect(terraform({ name: 'web', tags: ['env:prod'] })).toEqual([['env:prod']]);
  });

  test('are all where nothing is said', () => {
    expect(terraform({ name: 'web' })).toEqual([]);
  });

  test('are unknown where only Terraform knows them', () => {
    expect(terraform({ name: 'web', host_tags_lists: '${var.tags}' })).toBe('unknown');
    expect(terraform({ name: 'web', enabled: '${var.on}' })).toBe('unknown');
  });

  test('stand in the API under other names', () => {
    const attributes = { name: 'web', hostTagsLists: [['env:prod']] };
    const [policy] = readApi(
      'policy.json',
      JSON.stringify({ data: { type: 'policy', id: 'a', attributes } }),
    );
    expect(policy?.about?.hostTags).toEqual([['env:prod']]);
  });
});
