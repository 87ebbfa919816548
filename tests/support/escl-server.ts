import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SaxesParser } from 'saxes';

/** What goes wrong at a page (0 for the first): the feeder jams, its cover is opened, the cable is pulled out mid-page. */
export interface Fault {
  readonly page: number;
  readonly kind: 'jam' | 'open' | 'unplugged' | 'half';
}

export interface EsclServerOptions {
  readonly pages: readonly Uint8Array[];
  readonly mediaType?: string;
  readonly source?: 'Platen' | 'Feeder';
  /** Sources it has. */
  readonly has?: readonly ('Platen' | 'Feeder')[];
  readonly fault?: Fault;
  /** How many times “not yet” comes before a job is taken, and before each page. */
  readonly busy?: number;
  readonly notYet?: number;
  /** What the job's address begins with; its own when not given. */
  readonly jobHost?: string;
  /** Told before a page is sent. */
  readonly beforePage?: (page: number) => Promise<void> | void;
  readonly capabilities?: string;
}

const SCAN = 'http://schemas.hp.com/imaging/escl/2011/05/03';
const PWG = 'http://www.pwg.org/schemas/2010/12/sm';
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>`;
const NAMES = `xmlns:scan="${SCAN}" xmlns:pwg="${PWG}"`;

const source = `<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight>
<scan:MaxHeight>3508</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>application/octet-stream</pwg:DocumentFormat><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats><scan:SupportedResolutions><scan:DiscreteResolutions>
${[75, 150, 200, 300, 600].map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${String(dpi)}</scan:XResolution><scan:YResolution>${String(dpi)}</scan:YResolution></scan:DiscreteResolution>`).join('')}
</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>`;

const capabilitiesOf = (has: readonly string[]) => `${HEAD}
<scan:ScannerCapabilities ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Máy quét mẫu 7 &amp; 8</pwg:MakeAndModel>
<pwg:SerialNumber>MAU-1</pwg:SerialNumber>
${has.includes('Platen') ? `<scan:Platen><scan:PlatenInputCaps>${source}</scan:PlatenInputCaps></scan:Platen>` : ''}
${has.includes('Feeder') ? `<scan:Adf><scan:AdfSimplexInputCaps>${source}</scan:AdfSimplexInputCaps><scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf>` : ''}
</scan:ScannerCapabilities>`;

/** Names with their namespace, in order, and the text in them; throws when the XML is not well-formed. */
function elementsOf(xml: string): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  const open: [string, string][] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    const element: [string, string] = [`${uri === SCAN ? 'scan' : uri === PWG ? 'pwg' : uri}:${local}`, ''];
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element[1] += text.trim();
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return found;
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/**
 * A network scanner as the eSCL specification (Mopria Alliance) has it: one job at a time, its address in `Location`, pages
 * one after the other until 404, 503 for “not yet”, 409 for settings it can't do. What it was asked is in `asked`.
 */
export async function startEsclServer(options: EsclServerOptions) {
  const { pages, mediaType = 'image/jpeg', fault, beforePage } = options;
  const has = options.has ?? ['Platen', 'Feeder'];
  const fromFeeder = (options.source ?? 'Feeder') === 'Feeder';
  const asked: string[] = [];
  let settings: readonly (readonly [string, string])[] = [];
  let job: { readonly id: string; page: number; notYet: number } | null = null;
  let jobs = 0;
  let busy = options.busy ?? 0;
  let feeder = fromFeeder ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty';

  const status = () => `${HEAD}<scan:ScannerStatus ${NAMES}><pwg:Version>2.63</pwg:Version>
    <pwg:State>${job ? 'Processing' : 'Idle'}</pwg:State>
    ${has.includes('Feeder') ? `<scan:AdfState>${feeder}</scan:AdfState>` : ''}
    <scan:Jobs>${job ? `<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/${job.id}</pwg:JobUri><pwg:JobState>Processing</pwg:JobState></scan:JobInfo>` : ''}</scan:Jobs>
    </scan:ScannerStatus>`;
  const xml = (reply: ServerResponse, text: string) =>
    reply.writeHead(200, { 'content-type': 'text/xml' }).end(text);
  const say = (reply: ServerResponse, code: number, headers: Record<string, string> = {}) =>
    reply.writeHead(code, headers).end();

  function beginJob(reply: ServerResponse, body: string, type: string): void {
    if (!/^(?:text|application)\/xml\b/u.test(type)) return void say(reply, 415);
    try {
      settings = elementsOf(body);
    } catch {
      return void say(reply, 400);
    }
    const value = (name: string) => settings.find(([each]) => each === name)?.[1];
    if (settings[0]?.[0] !== 'scan:ScanSettings' || value('pwg:Version') === undefined)
      return void say(reply, 400);
    const fits =
      (has as readonly string[]).includes(value('pwg:InputSource') ?? '') &&
      ['Grayscale8', 'RGB24'].includes(value('scan:ColorMode') ?? '') &&
      [75, 150, 200, 300, 600].includes(Number(value('scan:XResolution'))) &&
      Number(value('pwg:Width')) <= 2550 &&
      Number(value('pwg:Height')) <= 3508;
    if (!fits) return void say(reply, 409);
    if (job !== null || busy-- > 0) return void say(reply, 503, { 'retry-after': '0' });
    job = { id: `00ec${String((jobs += 1))}`, page: 0, notYet: options.notYet ?? 0 };
    say(reply, 201, { location: `${options.jobHost ?? url()}/eSCL/ScanJobs/${job.id}` });
  }

  async function nextDocument(reply: ServerResponse, id: string): Promise<void> {
    if (job?.id !== id) return void say(reply, 404);
    if (job.notYet-- > 0) return void say(reply, 503, { 'retry-after': '0' });
    job.notYet = options.notYet ?? 0;
    const { page } = job;
    const bytes = pages[page];
    await beforePage?.(page);
    if (fault?.page === page) {
      if (fault.kind === 'jam' || fault.kind === 'open') {
        feeder = fault.kind === 'jam' ? 'ScannerAdfJam' : 'ScannerAdfHatchOpen';
        return void say(reply, 409);
      }
      reply.writeHead(200, {
        'content-type': mediaType,
        ...(fault.kind === 'half' && { connection: 'close' }),
      });
      reply.write(bytes?.subarray(0, bytes.byteLength / 2));
      if (fault.kind === 'half') reply.end();
      else setImmediate(() => server.closeAllConnections());
      return;
    }
    if (!bytes) {
      job = null;
      feeder = 'ScannerAdfEmpty';
      return void say(reply, 404);
    }
    job.page += 1;
    reply.writeHead(200, { 'content-type': mediaType }).end(bytes);
  }

  const server = createServer((request, reply) => {
    const { method = '', url: path = '' } = request;
    asked.push(`${method} ${path}`);
    void (async () => {
      const at = /^\/eSCL\/ScanJobs\/(\w+)(\/NextDocument)?$/u.exec(path);
      if (method === 'GET' && path === '/eSCL/ScannerCapabilities')
        return xml(reply, options.capabilities ?? capabilitiesOf(has));
      if (method === 'GET' && path === '/eSCL/ScannerStatus') return xml(reply, status());
      if (method === 'POST' && path === '/eSCL/ScanJobs')
        return beginJob(reply, await bodyOf(request), request.headers['content-type'] ?? '');
      if (method === 'GET' && at?.[2]) return nextDocument(reply, at[1] ?? '');
      if (method === 'DELETE' && at && !at[2]) {
        const known = job?.id === at[1];
        if (known) job = null;
        return say(reply, known ? 200 : 404);
      }
      return say(reply, 404);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  return {
    url: url(),
    asked,
    /** The settings of the last job. */
    settings: () => settings,
    /** Whether a job is left. */
    busy: () => job !== null,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
