declare const encodedType: unique symbol;
/** What a value became for keeping; only a codec can read it again. */
export interface Encoded<T> {
  readonly [encodedType]: T;
}

/**
 * The one seam between values and what lies on disk. Synchronous, so that it can be used inside a transaction. All
 * personal data passes through it: index columns outside it carry only ids, codes, instants and positions.
 */
export interface Codec {
  encode<T>(value: T): Encoded<T>;
  decode<T>(encoded: Encoded<T>): T;
  /** Whether it is as `encode` would make it now: under the key in use. */
  isCurrent(encoded: Encoded<unknown>): boolean;
}

/** Keeps values as they are. */
export const plainCodec: Codec = {
  encode: <T>(value: T) => value as unknown as Encoded<T>,
  decode: <T>(encoded: Encoded<T>) => encoded as unknown as T,
  isCurrent: () => true,
};
