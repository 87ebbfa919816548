import { parseArgs } from 'node:util';
import { startReferenceProvider } from './e-receipts/reference-provider.ts';
import { createPortal } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    /** Folder to keep data in; in memory without it. */
    data: { type: 'string' },
    demo: { type: 'boolean', default: false },
    'database-url': { type: 'string', default: process.env.DATABASE_URL },
  },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  throw new RangeError('--port takes a number from 0 to 65535');

const eReceipts = await startReferenceProvider();
const portal = await createPortal({
  eReceipts: eReceipts.provider,
  databaseUrl: values['database-url'],
  dataDir: values.data,
  demo: values.demo,
  onBug: (error) =>
    void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
});

let closing = false;
async function stop(): Promise<void> {
  if (closing) return;
  closing = true;
  await portal.close();
  await eReceipts.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// Windows has no SIGTERM to catch: a parent that forked this process closes it by closing the channel.
process.on('disconnect', () => void stop());

const { url } = await portal.listen(port);
process.stdout.write(`${JSON.stringify({ url })}\n`);
