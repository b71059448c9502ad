/**
 * A queue in which everybody is next in turn, whatever the others have put there: one visitor's hundred tasks do not
 * stand before another's first.
 */
export class FairQueue<T> {
  /** Each one's own queue, in the order of their turns. */
  readonly #queues = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  sizeOf(who: string): number {
    return this.#queues.get(who)?.length ?? 0;
  }

  add(who: string, item: T): void {
    const own = this.#queues.get(who);
    if (own === undefined) this.#queues.set(who, [item]);
    else own.push(item);
    this.#size += 1;
  }

  /** The first item of the first one in turn who may go; whose turn it was goes behind all others. */
  next(mayGo: (who: string) => boolean): T | undefined {
    for (const [who, own] of this.#queues) {
      if (!mayGo(who)) continue;
      const item = own.shift();
      this.#queues.delete(who);
      if (own.length > 0) this.#queues.set(who, own);
      this.#size -= 1;
      return item;
    }
    return undefined;
  }

  remove(who: string, item: T): boolean {
    const own = this.#queues.get(who);
    const at = own?.indexOf(item) ?? -1;
    if (own === undefined || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) this.#queues.delete(who);
    this.#size -= 1;
    return true;
  }
}
