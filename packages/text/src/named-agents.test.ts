import { describe, expect, it } from 'vitest';
import { messageOnAnyAgent, onAgentsOfBoth, onTheseAgents } from './named-agents.ts';

const on = (agent: string) => ({
  message: `\`x\` is not on agent ${agent}: it came later`,
  onAgents: [agent],
});
const plain = { message: 'a blank is missing' };

describe('a problem that names the agent that it is about', () => {
  it('is the same as that on another agent', () => {
    expect(messageOnAnyAgent(on('7.50'))).toBe(messageOnAnyAgent(on('7.60')));
    expect(messageOnAnyAgent(on('7.50'))).not.toBe(messageOnAnyAgent(plain));
  });

  it('becomes one with it, and with those after it', () => {
    const two = onAgentsOfBoth(on('7.50'), on('7.60'));
    expect(two.message).toBe('`x` is not on agents 7.50 and 7.60: it came later');
    expect(onAgentsOfBoth(on('7.60'), on('7.50')).message).toBe(two.message);
    expect(onAgentsOfBoth(on('7.50'), on('7.9')).message).toContain('7.9 and 7.50');
    expect(onAgentsOfBoth(two, on('7.68'))).toEqual({
      message: '`x` is not on agents 7.50, 7.60 and 7.68: it came later',
      onAgents: ['7.50', '7.60', '7.68'],
    });
    expect(onAgentsOfBoth(two, on('7.60'))).toBe(two);
  });

  it('may be about a span of agents', () => {
    const spans = onTheseAgents(on('7.59'), ['7.50 to 7.59']);
    expect(spans.message).toBe('`x` is not on agents 7.50 to 7.59: it came later');
    expect(onAgentsOfBoth(spans, on('7.65')).message).toContain('on agents 7.50 to 7.59 and 7.65:');
  });
});

describe('a problem that names none', () => {
  it('says the same on all of them', () => {
    expect(messageOnAnyAgent(plain)).toBe(plain.message);
    expect(onTheseAgents(plain, ['7.50'])).toBe(plain);
    expect(onAgentsOfBoth(plain, plain)).toBe(plain);
  });
});
