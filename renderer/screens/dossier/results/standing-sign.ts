import type { ResultCheck } from '../../../../shared/domain/result-file.ts';

/** Seen without colour. */
export const SIGNS: Readonly<Record<ResultCheck['standing'], string>> = {
  valid: '✓',
  altered: '✗',
  'unknown-signer': '?',
  unsigned: '–',
  unavailable: '…',
};
