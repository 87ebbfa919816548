/*
 * npm run verify -- <backup>: says whether a backup's log is what the counter wrote, and if not, where it first differs.
 * The passphrase is asked for, or read from the first line of standard input. Ends with 0 when the log is whole, 1 when it
 * is not, 2 when the backup cannot be read.
 */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { verifyBackup, type Verified } from '../../electron/services/backup/verify.ts';

const WHAT = {
  changed: 'was changed',
  removed: 'was removed',
  inserted: 'was inserted',
  reordered: 'stands in another’s place',
  rewritten:
    'and those after it were written anew: they hang together, and are not what the backup’s manifest names',
} as const;

async function passphrase(): Promise<string> {
  const terminal = process.stdin.isTTY;
  // What is typed is shown nowhere.
  const muted = new Writable({ write: (_bytes, _encoding, done) => done() });
  if (terminal) process.stderr.write('Passphrase: ');
  const lines = createInterface({ input: process.stdin, output: muted, terminal });
  for await (const line of lines) {
    if (terminal) process.stderr.write('\n');
    lines.close();
    return line;
  }
  return '';
}

function report({ manifest, events, damaged, fault, missingFiles }: Verified): boolean {
  console.log(
    `Counter ${manifest.counter}, ${manifest.officeName}, made ${manifest.madeAt}: ${String(events)} events.`,
  );
  for (const { file, line } of damaged) console.log(`Entry ${String(line)} of ${file} can’t be read.`);
  for (const sha256 of missingFiles) console.log(`A file that an event names is missing: ${sha256}.`);
  if (fault)
    console.log(
      `Event ${String(fault.position)} of ${fault.counter}${fault.eventId === null ? '' : ` (${fault.eventId})`} ${WHAT[fault.kind]}.`,
    );
  const whole = fault === null && damaged.length === 0 && missingFiles.length === 0;
  if (whole) console.log('The log is whole: every event is what the counter wrote.');
  return whole;
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which backup? npm run verify -- <file>');
  process.exitCode = 2;
} else {
  const verified = await verifyBackup({ file, passphrase: await passphrase() });
  if (verified.ok) process.exitCode = report(verified.value) ? 0 : 1;
  else {
    console.error(
      `The backup can’t be read: ${verified.error.code} ${JSON.stringify(verified.error.params ?? {})}`,
    );
    process.exitCode = 2;
  }
}
