import { z } from 'zod';
import type { EReceipt, EReceiptAdjustment, EReceiptExport } from './document.ts';

/** What a provider says about a document: taken under its number, refused for good as it is, or to be tried again. */
export type ProviderAnswer =
  | { readonly outcome: 'taken'; readonly number: string; readonly lookupCode: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'later'; readonly reason: string };

/**
 * Whoever keeps e-receipts for the office. Both calls carry the id of the event they come from and must answer the same
 * when asked again: a lost reply is asked again. Neither throws.
 */
export interface EReceiptProvider {
  readonly name: string;
  readonly issue: (document: EReceipt) => Promise<ProviderAnswer>;
  /** Lowers or voids a receipt that was issued. */
  readonly adjust: (document: EReceiptAdjustment) => Promise<ProviderAnswer>;
}

/** Sends what is exported of one event. */
export function send(provider: EReceiptProvider, exported: EReceiptExport): Promise<ProviderAnswer> {
  return exported.what === 'issued' ? provider.issue(exported.document) : provider.adjust(exported.document);
}

/** A JSON request over whatever transport there is; throws when nothing came back. */
export type Post = (
  path: string,
  body: unknown,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** Where the adapter sends what; another provider's paths go here. */
export const PROVIDER_PATHS = { issue: '/v1/receipts', adjust: '/v1/adjustments' } as const;

export const providerTakenSchema = z.strictObject({
  number: z.string().min(1).max(60),
  lookupCode: z.string().min(1).max(60),
});
export const providerRefusedSchema = z.strictObject({ reason: z.string().min(1).max(500) });

/**
 * The adapter for a provider that takes the documents as JSON. 2xx with a number: taken. 400, 409 and 422 with a reason:
 * refused. Anything else, and a reply that does not fit, is tried again later: nothing is taken for issued that is not.
 */
export function jsonProvider(name: string, post: Post): EReceiptProvider {
  const ask = async (path: string, document: unknown): Promise<ProviderAnswer> => {
    let reply: Awaited<ReturnType<Post>>;
    try {
      reply = await post(path, document);
    } catch {
      return { outcome: 'later', reason: 'unreachable' };
    }
    const { status, body } = reply;
    if (status >= 200 && status < 300) {
      const taken = providerTakenSchema.safeParse(body);
      return taken.success
        ? { outcome: 'taken', ...taken.data }
        : { outcome: 'later', reason: 'reply not understood' };
    }
    const refused = providerRefusedSchema.safeParse(body);
    if ([400, 409, 422].includes(status) && refused.success)
      return { outcome: 'refused', reason: refused.data.reason };
    return { outcome: 'later', reason: `status ${String(status)}` };
  };
  return {
    name,
    issue: (document) => ask(PROVIDER_PATHS.issue, document),
    adjust: (document) => ask(PROVIDER_PATHS.adjust, document),
  };
}
