import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { AppErrorCode } from '../../../shared/errors.ts';
import { isRedirect, PORTAL_REQUEST } from '../portal-request.ts';
import { trouble as troubleOutcome, troubleOf } from '../portal-trouble.ts';

/** A transfer got no usable answer; `code` says which kind of trouble. */
export class TransferTrouble extends Error {
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode) {
    super(troubleOutcome(code).kind);
    this.code = code;
  }
}

export interface StackOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Tokens; they go to `url` and below it only. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** Where files are at the portal. */
  readonly endpoint: string;
  /** The file's own address, whatever a Location header says. */
  readonly url: string;
  /** Milliseconds without an answer: one part may take long on a slow line. */
  readonly silence: number;
  /** Told how many bytes the portal says it has. */
  readonly onOffset: (bytes: number) => void;
}

/**
 * How the tus client speaks: over Electron's network with our tokens. It follows no redirect, and believes nobody who does
 * not speak tus: a captive portal answers too.
 */
export function createHttpStack(options: StackOptions): HttpStack {
  return {
    getName: () => 'counter',
    createRequest: (method, url) => createRequest(options, method, url),
  };
}

function createRequest(options: StackOptions, method: string, url: string): HttpRequest {
  const headers: Record<string, string> = { ...options.headers() };
  const controller = new AbortController();
  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader: (name, value) => {
      headers[name.toLowerCase()] = value;
    },
    getHeader: (name) => headers[name.toLowerCase()],
    setProgressHandler: () => undefined,
    async send(body: Uint8Array<ArrayBuffer> | null) {
      if (url !== options.endpoint && url !== options.url) throw new TransferTrouble('portal-reply-invalid');
      const timer = setTimeout(() => controller.abort(), options.silence);
      let begun = false;
      try {
        const response = await options.fetch(url, {
          method,
          headers,
          body: body === null ? null : new Uint8Array(body),
          ...PORTAL_REQUEST,
          signal: controller.signal,
        });
        begun = true;
        return await answerOf(response, options, method);
      } catch (error) {
        if (error instanceof TransferTrouble) throw error;
        throw new TransferTrouble(controller.signal.aborted ? 'portal-timeout' : troubleOf(error, begun));
      } finally {
        clearTimeout(timer);
      }
    },
    abort: () => {
      controller.abort();
      return Promise.resolve();
    },
    getUnderlyingObject: () => null,
  };
}

async function answerOf(response: Response, options: StackOptions, method: string): Promise<HttpResponse> {
  const { status, headers } = response;
  const tus = headers.has('tus-resumable');
  if (isRedirect(response)) {
    await response.body?.cancel();
    throw new TransferTrouble('portal-captive');
  }
  const json = /\bjson\b/iu.test(headers.get('content-type') ?? '');
  if (!tus && (status < 300 || (status < 500 && !json))) {
    await response.body?.cancel();
    throw new TransferTrouble('portal-captive');
  }
  const body = status < 300 ? '' : (await response.text()).slice(0, 10_000);
  if (status < 300) await response.body?.cancel();
  // Only “not here” means that the file is to be begun; to anything else the tus client would begin it again as well.
  if (method === 'HEAD' && status >= 300 && status !== 404 && status !== 410)
    throw new TransferTrouble(statusCode(status));
  const offset = headers.get('upload-offset');
  if (status < 300 && offset !== null && /^\d+$/u.test(offset)) options.onOffset(Number(offset));
  return {
    getStatus: () => status,
    getHeader: (name) => (name.toLowerCase() === 'location' ? options.url : (headers.get(name) ?? undefined)),
    getBody: () => body,
    getUnderlyingObject: () => null,
  };
}

/** What a status alone says. */
export function statusCode(status: number): AppErrorCode {
  if (status === 401) return 'portal-unauthorised';
  if (status === 403) return 'portal-forbidden';
  if (status === 413) return 'attachment-too-large';
  if (status === 409 || status === 423 || status === 429 || status === 503) return 'portal-busy';
  return status >= 500 && status !== 511 ? 'portal-failed' : 'portal-reply-invalid';
}
