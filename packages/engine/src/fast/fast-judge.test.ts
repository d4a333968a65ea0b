import { undecided } from '@secl/evaluation';
import { UNKNOWN } from '@secl/model';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainJudge } from '../plain/plain-judge.ts';
import { eventOf, judged, linux, told } from '../test-kit/rules.ts';
import { fastJudge } from './fast-judge.ts';

const judgeOf = (...expressions: readonly string[]) => fastJudge(judged(...expressions), 'open', linux);

describe('generated code', () => {
  it('tells the rules that match, in their order', () => {
    const judge = judgeOf(
      'open.file.path == "/etc/shadow"',
      'open.file.path in [ ~"/etc/*", ~"/root/**" ] && open.flags & O_CREAT == 0',
      'open.file.name == "passwd" || process.uid == 0',
      'process.argv in [ "-x" ]',
    );
    const event = eventOf('open', {
      'open.file.path': '/etc/shadow',
      'open.file.name': 'shadow',
      'process.argv': ['-v', '-x'],
    });
    expect(told(judge, event)).toEqual(['0', '1', '2', '3']);
    event.slots[linux.field('process.uid')?.slot ?? -1] = 33;
    expect(told(judge, event)).toEqual(['0', '1', '3']);
  });

  it('is exact on integers beyond 2^53', () => {
    const judge = judgeOf(
      'process.cap_effective & 9007199254740993 == 9007199254740993',
      'process.cap_effective == 9007199254740992',
      'process.cap_effective + 1 < 0',
    );
    expect(told(judge, eventOf('open', { 'process.cap_effective': 9007199254740993n }))).toEqual(['0']);
    expect(told(judge, eventOf('open', { 'process.cap_effective': 9223372036854775807n }))).toEqual([
      '0',
      '2',
    ]);
  });

  it('leaves undecided what an unknown value decides, and decides what it does not', () => {
    const judge = judgeOf(
      'open.file.path == "/etc/shadow"',
      'open.file.path == "/etc/shadow" && process.uid == 5',
      'open.file.path == "/etc/shadow" || process.uid == 0',
      'open.file.path != "/etc/shadow" && open.file.name in [ ~"*a*" ]',
    );
    expect(told(judge, eventOf('open', { 'open.file.path': UNKNOWN }))).toEqual(['0?', '2']);
  });

  it('finds no match among ancestors final only where the list does not go on', () => {
    const judge = judgeOf('process.ancestors.comm == "sshd"', 'process.ancestors.comm != "sshd"');
    const bash = [{ comm: 'bash' }];
    expect(told(judge, eventOf('open', {}, bash))).toEqual(['1']);
    expect(told(judge, eventOf('open', {}, bash, true))).toEqual(['0?', '1?']);
    expect(told(judge, eventOf('open', {}, [...bash, { comm: 'sshd' }], true))).toEqual(['0']);
  });

  it('wants one ancestor to satisfy all that names the iterator variable', () => {
    const judge = judgeOf(
      'process.ancestors[A].comm == "git" && process.ancestors[A].uid == 7 && process.uid == 0',
    );
    const git = { comm: 'git', uid: 0 };
    const other = { comm: 'sh', uid: 7 };
    expect(told(judge, eventOf('open', {}, [git, other]))).toEqual([]);
    expect(told(judge, eventOf('open', {}, [git, other, { comm: 'git', uid: 7 }]))).toEqual(['0']);
    expect(told(judge, eventOf('open', {}, [git, other], true))).toEqual(['0?']);
    expect(told(judge, eventOf('open', { 'process.uid': 1 }, [git, other], true))).toEqual([]);
  });

  it('reads a variable again after a match, whose actions may have set it', () => {
    const judge = judgeOf(
      '${process.seen}',
      'open.file.path == ""',
      '${process.seen}',
      '${process.seen} == false',
    );
    let seen = false;
    const rules = told(
      judge,
      eventOf('open', {}),
      () => seen,
      () => {
        seen = true;
      },
    );
    expect(rules).toEqual(['1', '2']);
    expect(told(judge, eventOf('open', {}), () => undecided('process.seen'))).toEqual([
      '0?',
      '1',
      '2?',
      '3?',
    ]);
  });

  it('keeps the order over more rules than one program holds', () => {
    const expressions = Array.from({ length: 600 }, (_, rule) => `open.flags == ${rule}`);
    const judge = judgeOf(...expressions, ...expressions);
    expect(told(judge, eventOf('open', { 'open.flags': 599 }))).toEqual(['599', '1199']);
  });

  it('leaves rules that are too large to the closures', () => {
    const long = Array.from({ length: 3000 }, (_, index) => `open.flags != ${index + 1}`).join(' && ');
    const alternating = Array.from({ length: 1500 }, (_, index) => `open.flags == ${index}`)
      .map((part, index) => (index === 0 ? part : `${index % 2 === 0 ? '&&' : '||'} ${part}`))
      .join(' ');
    const rules = judged(long, alternating, 'open.flags == 0');
    const event = eventOf('open', { 'open.flags': 0 });
    expect(told(fastJudge(rules, 'open', linux), event)).toEqual(told(plainJudge(rules), event));
  });

  it('takes texts of rules as texts, whatever they look like', () => {
    const texts = [
      '`+alert(1)+`',
      "'); throw 1; ('",
      '\u2028',
      '${x',
      '</script>',
      '__proto__',
      'constructor',
    ];
    const judge = judgeOf(
      ...texts.map((text) => `open.file.name == "${text}"`),
      `open.file.name in [ ${texts.map((text) => `"${text}"`).join(', ')} ]`,
    );
    for (const [index, text] of texts.entries()) {
      expect(told(judge, eventOf('open', { 'open.file.name': text }))).toEqual([
        `${index}`,
        `${texts.length}`,
      ]);
    }
    expect(told(judge, eventOf('open', { 'open.file.name': 'toString' }))).toEqual([]);
  });
});

describe('where code may not be generated', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('there is no fast judge, and closures do the work', () => {
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('unsafe-eval is not an allowed source of script');
    });
    expect(judgeOf('open.file.path == "/x"')).toBeUndefined();
  });
});
