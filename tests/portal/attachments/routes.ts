import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256Schema } from '../../../shared/domain/attachment.ts';
import { ATTACHMENTS_PATH, DEVICE_HEADER, SESSION_HEADER } from '../../../shared/portal/contract.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { checkAccess } from '../access.ts';
import { counterOf, type PortalContext } from '../context.ts';
import { refuse, type RequestRefusal } from '../refusal.ts';
import { arrivedRequest, streamed } from '../signatures.ts';
import { createUploads } from './tus.ts';

type Named = FastifyRequest<{ Params: { sha256?: string } }>;
type Send = (reply: FastifyReply, result: Result<unknown, RequestRefusal>) => FastifyReply;

/** The office of a caller who may send and fetch files. */
async function officeOf(
  context: PortalContext,
  request: FastifyRequest,
): Promise<Result<string, RequestRefusal>> {
  const header = (key: string) => [request.headers[key]].flat()[0];
  const given = {
    counterToken: header(DEVICE_HEADER),
    authorization: header(SESSION_HEADER),
    address: request.ip,
    arrived: arrivedRequest(request),
  };
  // A counter that another machine took over hands over its files too.
  const caller = await checkAccess(context, 'session', given, true);
  return caller.ok ? ok(counterOf(caller.value).office) : caller;
}

const MISSING = refuse(404, 'attachment-missing', 'The office has no such file');

/** Files of an office: sent by tus, fetched by GET. Of other offices' files nothing can be told, not even that they exist. */
export function serveAttachments(app: FastifyInstance, context: PortalContext, send: Send): void {
  const { files } = context;
  const uploads = createUploads(files);
  const file = `${ATTACHMENTS_PATH}/:sha256`;
  // The bytes go to the tus server as they come.
  app.addContentTypeParser('application/offset+octet-stream', (request, _payload, done) => {
    streamed(request);
    done(null);
  });

  async function upload(request: Named, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const office = await officeOf(context, request);
    if (!office.ok) return send(reply, office);
    const { sha256 } = request.params;
    if (sha256 !== undefined) {
      if (!sha256Schema.safeParse(sha256).success) return send(reply, MISSING);
      await uploads.settle(office.value, sha256);
      const size = await files.size(office.value, sha256);
      if (size !== null) return whole(reply, request.method, size);
    }
    reply.hijack();
    await uploads.handle(request.raw, reply.raw, office.value);
    return undefined;
  }
  function whole(reply: FastifyReply, method: string, size: number): FastifyReply {
    if (method !== 'HEAD') return send(reply, refuse(409, 'portal-busy', 'The file is whole already'));
    return reply
      .code(200)
      .headers({
        'tus-resumable': '1.0.0',
        'cache-control': 'no-store',
        'upload-offset': String(size),
        'upload-length': String(size),
      })
      .send();
  }

  app.post(ATTACHMENTS_PATH, upload);
  app.head(file, upload);
  app.patch(file, upload);
  app.get(file, async (request: Named, reply) => {
    const office = await officeOf(context, request);
    if (!office.ok) return send(reply, office);
    const named = sha256Schema.safeParse(request.params.sha256);
    const size = named.success ? await files.size(office.value, named.data) : null;
    if (!named.success || size === null) return send(reply, MISSING);
    return reply
      .headers({
        'content-type': 'application/octet-stream',
        'content-length': String(size),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(files.read(office.value, named.data));
  });
}
