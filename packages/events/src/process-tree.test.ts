import { describe, expect, it } from 'vitest';
import { commOf, type Image, type Process, ProcessTree } from './process-tree.ts';

const CHILD = { isThread: false, sharesDirectory: false, hasSameParent: false, isAssumed: false };

function image(name: string): Image {
  const path = `/bin/${name}`;
  return { path, relativePath: undefined, name, argv0: name, argv: [], argsTruncated: false, envp: [] };
}

function chain(process: Process | undefined): readonly number[] {
  return process === undefined ? [] : [process.pid, ...chain(process.parent)];
}

describe('a process tree', () => {
  it('knows who started whom, also when they have ended', () => {
    const tree = new ProcessTree();
    tree.start(tree.of(1), 2, CHILD, 10n);
    tree.start(tree.of(2), 3, CHILD, 20n);
    expect(tree.end(2)).toBe(true);
    expect(chain(tree.find(3))).toEqual([3, 2, 1]);
    expect(tree.find(2)).toBeUndefined();
  });

  it('gives a child what its parent runs, until it runs its own', () => {
    const tree = new ProcessTree();
    tree.exec(tree.of(1), 1, image('a'), 5n);
    tree.start(tree.of(1), 2, CHILD, 10n);
    expect([tree.of(2).comm, tree.of(2).hasExecuted, tree.of(2).createdAt]).toEqual(['a', false, 10n]);
    tree.exec(tree.of(2), 2, image('b'), 20n);
    expect([tree.of(2).comm, tree.of(2).hasExecuted, tree.of(2).createdAt]).toEqual(['b', true, 20n]);
    expect(tree.of(1).comm).toBe('a');
  });

  it('takes a process with a reused id for a new one', () => {
    const tree = new ProcessTree();
    tree.start(tree.of(1), 2, CHILD, 10n);
    tree.exec(tree.of(2), 2, image('a'), 11n);
    tree.end(2);
    tree.start(tree.of(1), 2, CHILD, 30n);
    expect([tree.of(2).image, tree.of(2).createdAt]).toEqual([undefined, 30n]);
  });

  it('ends a process with its last thread, and its other threads with exec', () => {
    const tree = new ProcessTree();
    const thread = { ...CHILD, isThread: true, sharesDirectory: true };
    tree.start(tree.of(1), 2, thread, undefined);
    tree.start(tree.of(1), 3, thread, undefined);
    expect(tree.of(3)).toBe(tree.of(1));
    expect(tree.end(1)).toBe(false);
    expect(tree.end(3)).toBe(false);
    expect(tree.end(2)).toBe(true);

    tree.start(tree.of(5), 6, thread, undefined);
    tree.exec(tree.of(6), 6, image('a'), undefined);
    expect([tree.find(6), tree.find(5)?.comm]).toEqual([undefined, 'a']);
  });

  it('gives the child of CLONE_PARENT its maker for a sibling', () => {
    const tree = new ProcessTree();
    tree.start(tree.of(1), 2, CHILD, undefined);
    tree.start(tree.of(2), 3, { ...CHILD, hasSameParent: true }, undefined);
    expect(chain(tree.find(3))).toEqual([3, 1]);
  });

  it('replaces a parent that was only assumed, and no other', () => {
    const tree = new ProcessTree();
    tree.start(tree.of(1), 3, { ...CHILD, isAssumed: true }, undefined);
    tree.start(tree.of(2), 3, CHILD, undefined);
    expect(chain(tree.find(3))).toEqual([3, 2]);
    tree.start(tree.of(1), 3, CHILD, undefined);
    expect(chain(tree.find(3))).toEqual([3, 2]);
  });

  it('keeps no more ancestors than agents visit, and only processes that live', () => {
    const tree = new ProcessTree();
    for (let pid = 1; pid < 5000; pid++) {
      tree.start(tree.of(pid), pid + 1, CHILD, undefined);
      tree.end(pid);
    }
    expect(tree.size).toBe(1);
    expect(chain(tree.find(5000)).length).toBeLessThanOrEqual(101);
  });

  it('tells where a directory must have changed unseen', () => {
    const tree = new ProcessTree();
    const process = tree.of(1);
    tree.changeDirectory(process, '/bin');
    // A link, maybe: only what was shown before can be contradicted.
    expect(tree.confirmDirectory(process, '/usr/bin')).toBe(true);
    expect(tree.confirmDirectory(process, '/usr/bin')).toBe(true);
    expect(tree.confirmDirectory(process, '/tmp')).toBe(false);
  });
});

describe('the name of a process', () => {
  it('has 15 bytes and no half characters', () => {
    expect(commOf('systemd-journald')).toBe('systemd-journal');
    expect(commOf('12345678901234é')).toBe('12345678901234');
    expect(commOf('sh')).toBe('sh');
  });
});
