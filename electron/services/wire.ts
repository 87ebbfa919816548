import { createSignedFetch } from './signing.ts';
import type { TransportOptions } from './portal-transport.ts';
import type { Vault } from './vault.ts';

/** How the portal is reached, by messages and by files alike: where it is, whose tokens, and each request signed. */
export type Wire = Pick<TransportOptions, 'baseUrl' | 'tokens' | 'fetch'>;

export function createWire(
  baseUrl: string,
  { tokens }: Pick<Vault, 'tokens'>,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Wire {
  return { baseUrl, tokens, fetch: createSignedFetch({ baseUrl, fetch, key: () => tokens().signing }) };
}
