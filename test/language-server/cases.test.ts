import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { answerTo, readCases } from './cases.ts';
import { type Editor, viaServer, viaService } from './editors.ts';

const cases = readCases();

describe.each([
  ['the service', viaService],
  ['the server over its streams', viaServer],
] as const)('%s', (_, start) => {
  let editor: Editor;
  const started: Editor[] = [];
  beforeEach(async () => {
    editor = await start();
    started.push(editor);
  });
  afterAll(async () => {
    for (const each of started) await each.close();
  });

  it.each(cases.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
    for (const { name, text } of each.files) await editor.open(name, text);
    for (const asked of each.asked) {
      const { request, argument, answer } = asked;
      const got = await answerTo(editor, each, asked);
      expect({ request, argument, answer: got }).toEqual({ request, argument, answer });
    }
  });
});
