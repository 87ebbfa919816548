import type { StoreKeys } from '../../../shared/keys.ts';
import type { SearchEntry } from './search-entry.ts';

/** To the worker. The first is always `open`. */
export type SearchRequest =
  | { readonly kind: 'open'; readonly database: string; readonly keys: StoreKeys | null }
  | { readonly kind: 'index'; readonly entries: readonly SearchEntry[] }
  | { readonly kind: 'search'; readonly call: number; readonly text: string; readonly limit: number };

/** From the worker. */
export type SearchReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly call: number; readonly ids: readonly string[] };
