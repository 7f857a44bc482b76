import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { inOrder } from '../../bot/inOrder.ts';

describe('turns in order', () => {
  it('run one after another for one conversation', async () => {
    const queue = inOrder();
    const done: string[] = [];
    const slow = queue('a', async () => {
      await wait(20);
      done.push('first');
    });
    const quick = queue('a', async () => {
      done.push('second');
    });
    await Promise.all([slow, quick]);
    expect(done).to.deep.equal(['first', 'second']);
  });

  it('run side by side for different conversations', async () => {
    const queue = inOrder();
    const done: string[] = [];
    const slow = queue('a', async () => {
      await wait(20);
      done.push('slow');
    });
    const quick = queue('b', async () => {
      done.push('quick');
    });
    await Promise.all([slow, quick]);
    expect(done).to.deep.equal(['quick', 'slow']);
  });

  it('go on after one that failed', async () => {
    const queue = inOrder();
    const failed = queue('a', async () => Promise.reject(new Error('broken')));
    const next = queue('a', async () => 'fine');
    expect((await Promise.allSettled([failed, next])).map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled']);
  });
});
