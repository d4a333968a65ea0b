/** What an example of a problem is, so that its page shows it as such. */
export type ExampleForm = 'expression' | 'policy' | 'json' | 'hcl' | 'command' | 'words';

/** Told by the look of the text: examples are declared as plain strings. */
export function exampleForm(text: string, room: string): ExampleForm {
  if (/^(an?|the|two|several|one|stopping|recording) /.test(text)) return 'words';
  if (/^\{ ?["']/.test(text)) return 'json';
  if (/^resource "/.test(text)) return 'hcl';
  if (/^(strace|tail|secl|sudo|command) /.test(text)) return 'command';
  if (/^(- |["{]*[\w ]+["}]*: |\w+:$)/m.test(text)) return 'policy';
  return room === 'language' || / (==|&&|in) /.test(text) ? 'expression' : 'words';
}
