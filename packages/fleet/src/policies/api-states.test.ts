import { expect, test } from 'vitest';
import { assess } from '../report/assess.ts';
import { describeHost, inventoryOf, outcomeOn, policiesOf } from '../test-fleet.ts';
import { withApiStates } from './api-states.ts';

const expression = 'exec.file.name == "sh"';
const policy = (id: string, hostTagsLists: readonly (readonly string[])[]) => ({
  id,
  type: 'policy',
  attributes: { name: `policy ${id}`, enabled: true, hostTagsLists },
});
const rule = (name: string, more: object) => ({
  id: name,
  type: 'agent_rule',
  attributes: { name, expression, ...more },
});

test('a rule is in every policy whose id it names, in the state that it has there', async () => {
  const answer = {
    data: [
      policy('p', [['env:prod']]),
      policy('d', [['env:dev']]),
      rule('both', { blocking: ['p'], monitoring: ['d'] }),
      rule('prod_only', { monitoring: ['p'], disabled: ['d'] }),
    ],
  };
  const policies = withApiStates(policiesOf({ 'rules.json': JSON.stringify(answer) }));
  const inventory = await inventoryOf({
    'h.csv': 'hostname,agent_version,tags\nx,7.68.0,env:prod\ny,7.68.0,env:dev\nz,7.68.0,env:test',
  });
  const report = assess(inventory, policies, { describe: describeHost });
  const told = (host: string, id: string) => {
    const outcome = outcomeOn(report, host, id);
    return `${outcome?.status} ${outcome?.mode}`;
  };
  expect([told('x', 'both'), told('y', 'both'), told('z', 'both')]).toEqual([
    'live blocking',
    'live monitoring',
    'absent null',
  ]);
  expect([told('x', 'prod_only'), told('y', 'prod_only')]).toEqual(['live monitoring', 'filtered null']);
});
