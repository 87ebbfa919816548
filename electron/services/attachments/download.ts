import { appError } from '../../../shared/errors.ts';
import { ATTACHMENTS_PATH, refusalSchema } from '../../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isRedirect, missingToken, PORTAL_REQUEST, tokenHeaders } from '../portal-request.ts';
import { troubleOf } from '../portal-trouble.ts';
import type { Tokens } from '../vault.ts';
import { statusCode } from './http-stack.ts';
import type { AttachmentStore } from './store.ts';

export interface DownloadOptions {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly tokens: () => Tokens;
  readonly store: AttachmentStore;
  /** Milliseconds of silence that end it. */
  readonly silence?: number;
}

/** Fetches a file that another counter attached, from the portal into the store. It is kept only if its hash is right. */
export function createDownload(options: DownloadOptions): (sha256: string) => Promise<Result<null>> {
  const { baseUrl, fetch, tokens, store, silence = 45_000 } = options;
  return async (sha256) => {
    const missing = missingToken('session', tokens());
    if (missing) return fail(appError(missing));
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), silence);
    let begun = false;
    try {
      const response = await fetch(`${baseUrl}${ATTACHMENTS_PATH}/${sha256}`, {
        headers: tokenHeaders('session', tokens()),
        ...PORTAL_REQUEST,
        signal: controller.signal,
      });
      begun = true;
      if (isRedirect(response)) return fail(appError('portal-captive'));
      if (response.status !== 200) return fail(appError(await refusalCode(response)));
      return await takeIn(store, sha256, response, () => timer.refresh());
    } catch (error) {
      return fail(appError(controller.signal.aborted ? 'portal-timeout' : troubleOf(error, begun)));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Makes sure that a file is here and whole: one that is not, or is damaged, is fetched anew. */
export function createHaving(options: DownloadOptions): (sha256: string) => Promise<Result<null>> {
  const download = createDownload(options);
  return async (sha256) => ((await options.store.verify(sha256)).ok ? ok(null) : download(sha256));
}

async function refusalCode(response: Response) {
  const refusal = refusalSchema.safeParse(await response.json().catch(() => null));
  if (refusal.success) return refusal.data.code;
  return response.status === 404 ? 'attachment-missing' : statusCode(response.status);
}

async function takeIn(
  store: AttachmentStore,
  sha256: string,
  response: Response,
  heard: () => void,
): Promise<Result<null>> {
  const begun = await store.begin(Number(response.headers.get('content-length') ?? '1'));
  if (!begun.ok) return begun;
  const id = begun.value;
  try {
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      heard();
      const written = await store.write(id, value);
      if (!written.ok) return written;
    }
    // Whatever came is kept under its own hash: a page of somebody else's is not what was asked for.
    const taken = await store.finish(id);
    if (!taken.ok)
      return taken.error.code.startsWith('store-') ? taken : fail(appError('portal-reply-invalid'));
    return taken.value.sha256 === sha256 ? ok(null) : fail(appError('attachment-damaged'));
  } catch (error) {
    await store.cancel(id);
    throw error;
  }
}
