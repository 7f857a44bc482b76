/** Runs tasks of one key after another, in the order asked for; tasks of different keys side by side. */
export type InOrder = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** A queue for each key, gone as soon as it is empty. A failed task fails alone: the next one still runs. */
export function inOrder(): InOrder {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const before = tails.get(key);
    const result = before === undefined ? task() : before.then(task, task);
    tails.set(key, result);
    const leave = (): void => {
      if (tails.get(key) === result) tails.delete(key);
    };
    result.then(leave, leave);
    return result;
  };
}
