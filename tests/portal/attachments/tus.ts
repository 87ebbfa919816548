import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { ATTACHMENT_LIMIT, sha256Schema } from '../../../shared/domain/attachment.ts';
import type { AppErrorCode } from '../../../shared/errors.ts';
import { ATTACHMENTS_PATH } from '../../../shared/portal/contract.ts';
import { refusal } from '../refusal.ts';
import type { PortalFiles } from './files.ts';

/** Uploads by tus. Whose they are is said from outside: the access check comes first. */
export interface Uploads {
  readonly handle: (request: IncomingMessage, response: ServerResponse, office: string) => Promise<void>;
  /** Takes an upload over that is whole but was not yet looked at, because the portal stopped in between. */
  readonly settle: (office: string, sha256: string) => Promise<void>;
}

const refused = (status: number, code: AppErrorCode, message: string) =>
  Object.assign(new Error(message), { status_code: status, body: JSON.stringify(refusal(code, message)) });

const CODES: Readonly<Record<number, AppErrorCode>> = {
  404: 'attachment-missing',
  410: 'attachment-missing',
  409: 'portal-busy',
  413: 'attachment-too-large',
  423: 'portal-busy',
};

export function createUploads(files: PortalFiles): Uploads {
  const store = new FileStore({ directory: files.uploads });
  const offices = new WeakMap<IncomingMessage, string>();
  const settling = new Map<string, Promise<boolean>>();

  const officeOf = (request: { readonly runtime?: { readonly node?: { readonly req: object } } }): string => {
    const office = offices.get(request.runtime?.node?.req as IncomingMessage);
    if (office === undefined) throw new Error('an upload without an office');
    return office;
  };
  const idOf = (office: string, sha256: string) => `${office}.${sha256}`;

  /** Each upload is looked at once, whoever asks. */
  function take(office: string, sha256: string): Promise<boolean> {
    const id = idOf(office, sha256);
    const running =
      settling.get(id) ??
      files.take(path.join(files.uploads, id), office, sha256).finally(async () => {
        settling.delete(id);
        await store.configstore.delete(id);
      });
    settling.set(id, running);
    return running;
  }

  const server = new Server({
    path: ATTACHMENTS_PATH,
    datastore: store,
    maxSize: ATTACHMENT_LIMIT,
    relativeLocation: true,
    namingFunction: (request, metadata) => {
      const named = sha256Schema.safeParse(metadata?.['sha256']);
      if (!named.success) throw refused(400, 'portal-bad-request', 'A file is named by its SHA-256');
      return idOf(officeOf(request), named.data);
    },
    generateUrl: (_request, { path: base, id }) => `${base}/${id.split('.').at(-1) ?? ''}`,
    getFileIdFromRequest: (request, last) => idOf(officeOf(request), last ?? ''),
    onUploadCreate: async (_request, upload) => {
      if (!upload.size) throw refused(400, 'attachment-empty', 'A file has a size, and it is not 0');
      // Beginning it again would throw away what another request has sent.
      const known = await store.getUpload(upload.id).catch(() => null);
      if (known) throw refused(409, 'portal-busy', 'The file is on its way already');
      return {};
    },
    onUploadFinish: async (request, { id }) => {
      const right = await take(officeOf(request), id.split('.').at(-1) ?? '');
      if (!right) throw refused(422, 'attachment-damaged', 'What arrived is not the file of that name');
      return {};
    },
    onResponseError: (_request, error) => {
      const status = 'status_code' in error ? error.status_code : 500;
      const said = 'body' in error && error.body.startsWith('{') ? error.body : null;
      const code = CODES[status] ?? (status < 500 ? 'portal-bad-request' : 'portal-failed');
      return { status_code: status, body: said ?? JSON.stringify(refusal(code, 'The upload was refused')) };
    },
  });

  return {
    handle: (request, response, office) => {
      offices.set(request, office);
      return server.handle(request, response);
    },
    settle: async (office, sha256) => {
      const upload = await store.getUpload(idOf(office, sha256)).catch(() => null);
      if (upload && upload.size === upload.offset) await take(office, sha256);
    },
  };
}
