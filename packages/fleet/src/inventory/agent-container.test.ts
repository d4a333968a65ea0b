import { describe, expect, test } from 'vitest';
import { isAgentImage, versionOfImage } from './agent-container.ts';

describe('the image of an agent', () => {
  test.each<[image: string, version: string | undefined]>([
    ['gcr.io/datadoghq/agent:7.62.1', '7.62.1'],
    ['public.ecr.aws/datadog/agent:7.62.1-jmx', '7.62.1'],
    ['datadog/agent:7.62.0-rc.3', '7.62.0-rc.3'],
    ['datadog/agent:7.62.1-full-ltsc2022-amd64', '7.62.1'],
    ['registry.example:5000/mirror/datadog-agent:v7.62.1@sha256:abcd', '7.62.1'],
    ['datadog/agent:7', undefined],
    ['datadog/agent:latest-jmx', undefined],
    ['datadog/agent', undefined],
    ['datadog/agent@sha256:abcd', undefined],
  ])('%s', (image, version) => {
    expect([isAgentImage(image), versionOfImage(image)]).toEqual([true, version]);
  });

  test.each([
    'datadog/cluster-agent:7.62.1',
    'datadog/cws-instrumentation:7.62.1',
    'acme/agent:1.0',
    'my-agent:7.62.1',
  ])('%s is none', (image) => expect(isAgentImage(image)).toBe(false));
});
