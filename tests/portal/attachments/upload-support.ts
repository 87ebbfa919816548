import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { ATTACHMENTS_PATH, DEVICE_HEADER, SESSION_HEADER } from '../../../shared/portal/contract.ts';
import { fetchAs, type Credentials } from '../client.ts';

type Request = { readonly method: string; readonly body?: Uint8Array<ArrayBuffer> } & Readonly<
  Record<string, unknown>
>;

/** One request about files, in the tus protocol. */
export function askFiles(
  url: string,
  credentials: Credentials,
  path: string,
  { method, body, ...headers }: Request,
): Promise<Response> {
  const { counter, session } = credentials;
  return fetchAs(credentials, url)(`${url}${ATTACHMENTS_PATH}${path}`, {
    method,
    headers: {
      ...(counter === undefined ? {} : { [DEVICE_HEADER]: counter }),
      ...(session === undefined ? {} : { [SESSION_HEADER]: `Bearer ${session}` }),
      ...(method === 'GET' ? {} : { 'tus-resumable': '1.0.0' }),
      ...(body === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body }),
  });
}

/** Begins a file. */
export const beginFile = (url: string, credentials: Credentials, sha256: string, size: number) =>
  askFiles(url, credentials, '', {
    method: 'POST',
    'upload-length': String(size),
    'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
  });

/** Sends bytes of a file from an offset. */
export const sendFile = (
  url: string,
  credentials: Credentials,
  sha256: string,
  at: number,
  body: Uint8Array<ArrayBuffer>,
) => askFiles(url, credentials, `/${sha256}`, { method: 'PATCH', 'upload-offset': String(at), body });

/** A line that breaks once so many bytes have gone towards the portal, again and again. */
export interface CutLine {
  readonly url: string;
  /** How often it broke. */
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
}

/** Opens a line to a portal that breaks whenever the next of `after` bytes went through since it broke last. */
export async function openCutLine(target: string, after: readonly number[]): Promise<CutLine> {
  const { hostname, port } = new URL(target);
  let left = [...after];
  let passed = 0;
  let cuts = 0;
  const open = new Set<() => void>();
  const server: Server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    const end = () => {
      open.delete(end);
      socket.destroy();
      onward.destroy();
    };
    open.add(end);
    socket.on('error', end).on('close', end);
    onward.on('error', end).on('close', end);
    onward.pipe(socket);
    socket.on('data', (bytes) => {
      const limit = left[0];
      if (limit !== undefined && passed + bytes.length >= limit) {
        // Part of it still arrives, as on a real line.
        onward.write(bytes.subarray(0, limit - passed), end);
        left = left.slice(1);
        passed = 0;
        cuts += 1;
        return;
      }
      passed += bytes.length;
      onward.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const end of open) end();
      }),
  };
}
