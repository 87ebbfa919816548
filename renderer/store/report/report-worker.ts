import { CounterDatabase } from '../database.ts';
import type { ReportMessage, ReportReply } from './messages.ts';
import { createReportService, type ReportService } from './report-service.ts';

let service: ReportService | undefined;
let others: readonly CounterDatabase[] = [];
/** Progress goes out at most this often, in milliseconds. */
const OFTEN = 100;

function answer(reply: ReportReply): void {
  self.postMessage(reply);
}

async function work(message: Exclude<ReportMessage, { kind: 'open' | 'oversee' }>): Promise<void> {
  const { call, asked } = message;
  let told = 0;
  try {
    if (!service) throw new Error('not opened');
    const value =
      message.kind === 'behind'
        ? await service.behind(asked, message.measure)
        : await service.report(asked, (progress) => {
            const at = performance.now();
            if (at - told < OFTEN && progress.done < progress.total) return;
            told = at;
            answer({ kind: 'progress', call, progress });
          });
    answer({ kind: 'done', call, value });
  } catch (error) {
    answer({ kind: 'failed', call, message: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ReportMessage>) => {
  if (data.kind === 'open')
    service = createReportService(new CounterDatabase(data.database, { keys: data.keys }), () => others);
  else if (data.kind === 'oversee') {
    for (const each of others) each.close();
    others = data.databases.map(({ database, keys }) => new CounterDatabase(database, { keys }));
  } else void work(data);
});
