import { v7 } from 'uuid';

/** Gives a new UUIDv7 each time. Ids enter the domain as values made with it. */
export type NewId = () => string;

/** UUIDv7 from the machine's clock and cryptographic randomness. Order never depends on it. */
export const newId: NewId = () => v7();
