import { CounterDatabase } from '../database.ts';
import type { Answer, Progress, ReportMessage, ReportReply } from './messages.ts';
import { createReportService, type ReportService } from './report-service.ts';

let service: ReportService | undefined;
let others: readonly CounterDatabase[] = [];
/** Progress goes out at most this often, in milliseconds. */
const OFTEN = 100;

function answer(reply: ReportReply): void {
  self.postMessage(reply);
}

type Question = Exclude<ReportMessage, { kind: 'open' | 'oversee' }>;

function answerOf(
  made: ReportService,
  question: Question,
  onProgress: (progress: Progress) => void,
): Promise<Answer> {
  switch (question.kind) {
    case 'report':
      return made.report(question.asked, onProgress);
    case 'behind':
      return made.behind(question.asked, question.measure);
    case 'freeze':
      return made.freeze(question.asked, onProgress);
    case 'lines':
      return made.lines(question.ids);
    case 'then':
      return made.then(question.exported, onProgress);
  }
}

async function work(question: Question): Promise<void> {
  const { call } = question;
  let told = 0;
  try {
    if (!service) throw new Error('not opened');
    const value = await answerOf(service, question, (progress) => {
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
