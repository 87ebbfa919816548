import { createSealer, storeKeysOf, type Ring } from '../../electron/services/keys/ring.ts';
import { sealedJournalCodec } from '../../electron/services/journal/frame.ts';

/** Keys that are no secret, for tests: the frozen sealed fixtures were made with them. */
export const TEST_RING: Ring = [{ id: 77, key: Buffer.alloc(32, 7) }];
export const TEST_KEYS = storeKeysOf(TEST_RING);
export const testJournalCodec = sealedJournalCodec(createSealer('journal', () => TEST_RING));
