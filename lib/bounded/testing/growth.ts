/**
 * How much longer the work takes on an input that is eight times as long: about 8 where it is linear, 64 where it is
 * quadratic. The processor's time, not the clock's, and the least of several tries: what else the machine does only
 * ever adds.
 */
export async function growth(work: (length: number) => unknown, length: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 4 && least > LINEAR; turn += 1) {
    const short = await timeOf(() => work(length));
    const long = await timeOf(() => work(length * 8));
    // Under a millisecond nothing can be told, and nothing needs to be.
    least = Math.min(least, long / Math.max(short, 1_000));
  }
  return least;
}

/** Between the two, nearer to what is linear. */
export const LINEAR = 30;

/** Microseconds: the least of three. */
async function timeOf(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3; turn += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}
