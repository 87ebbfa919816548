/** A list of numbers in one typed array that grows as needed: a few bytes an item and nothing for the collector. */
export class GrowingList<A extends Uint32Array | Float64Array> {
  items: A;
  length = 0;

  constructor(empty: A) {
    this.items = empty;
  }

  push(value: number): void {
    this.#reserve(this.length + 1);
    this.items[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.items[index] ?? 0;
  }

  insert(index: number, value: number): void {
    this.#reserve(this.length + 1);
    this.items.copyWithin(index + 1, index, this.length);
    this.items[index] = value;
    this.length += 1;
  }

  remove(index: number): void {
    this.items.copyWithin(index, index + 1, this.length);
    this.length -= 1;
  }

  /** The first index at or after `from` that holds the value; −1 for none. */
  find(value: number, from: number): number {
    const index = this.items.indexOf(value, from);
    return index < this.length ? index : -1;
  }

  #reserve(length: number): void {
    if (length <= this.items.length) return;
    const Same = this.items.constructor as new (length: number) => A;
    const larger = new Same(Math.max(1024, Math.ceil(length * 1.5)));
    larger.set(this.items);
    this.items = larger;
  }
}
