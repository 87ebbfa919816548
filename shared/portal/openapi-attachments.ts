import { ATTACHMENT_LIMIT } from '../domain/attachment.ts';
import { ATTACHMENTS_PATH } from './contract.ts';

const security = [{ counter: [], clerk: [] }];
const header = (name: string, description: string, required = true) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});
const resumable = header('Tus-Resumable', '1.0.0');
const sha256 = {
  name: 'sha256',
  in: 'path',
  required: true,
  description: 'SHA-256 of the file’s bytes',
  schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
};
const refused = { description: 'Refused, with a reason as in every other operation' };

/** How files are sent (the tus protocol 1.0.0, see tus.io) and fetched, for the OpenAPI document. */
export const ATTACHMENT_PATHS: Readonly<Record<string, Record<string, unknown>>> = {
  [ATTACHMENTS_PATH]: {
    post: {
      operationId: 'beginAttachment',
      summary: 'Begin sending a file',
      description: `tus, creation. At most ${String(ATTACHMENT_LIMIT)} bytes. The same file of an office is kept once.`,
      security,
      parameters: [
        resumable,
        header('Upload-Length', 'Bytes of the whole file'),
        header('Upload-Metadata', '`sha256` and, in base64, the hexadecimal SHA-256 of the bytes'),
      ],
      responses: { 201: { description: 'Begun; the address is in Location' }, default: refused },
    },
  },
  [`${ATTACHMENTS_PATH}/{sha256}`]: {
    head: {
      operationId: 'attachmentOffset',
      summary: 'How much of a file is there',
      description: 'tus. Upload-Offset equals Upload-Length once the file is whole and was found right.',
      security,
      parameters: [sha256, resumable],
      responses: { 200: { description: 'Upload-Offset and Upload-Length' }, default: refused },
    },
    patch: {
      operationId: 'sendAttachment',
      summary: 'Send the next bytes of a file',
      description:
        'tus. With the last byte the file is held against its name; a wrong one is deleted: `attachment-damaged`.',
      security,
      parameters: [sha256, resumable, header('Upload-Offset', 'Where these bytes begin')],
      requestBody: {
        required: true,
        content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: { 204: { description: 'Taken; Upload-Offset says how far' }, default: refused },
    },
    get: {
      operationId: 'attachment',
      summary: 'The bytes of a file of the office',
      security,
      parameters: [sha256],
      responses: {
        200: {
          description: 'The file',
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
        default: refused,
      },
    },
  },
};
