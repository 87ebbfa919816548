import { timeOfDaySchema } from '../../shared/backup.ts';
import {
  dueDay,
  formatsLeft,
  type DayExportPlan,
  type DayExportTry,
  type DayFormat,
} from '../../shared/domain/report/day-export.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { now } from '../session/clock.ts';
import { reportBug } from '../session/report-bug.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { currentCatalogue } from '../store/queries.ts';
import { exportReport } from './export-report.ts';

const LOOK_MS = 60_000;

export interface DayExportParts {
  readonly now: () => string;
  readonly read: () => Promise<DayExportPlan>;
  readonly write: (plan: DayExportPlan) => Promise<unknown>;
  readonly exportDay: (day: string, format: DayFormat) => Promise<Result<string, readonly AppError[]>>;
}

/** Writes the report of the day that is due, format after format, and notes what came of it. One look; tests call it. */
export async function exportDueDay({ now: clock, read, write, exportDay }: DayExportParts): Promise<void> {
  const plan = await read();
  const day = dueDay(plan, clock());
  if (day === null) return;
  const before = plan.last?.day === day ? plan.last : null;
  let result: DayExportTry = {
    day,
    at: clock(),
    done: before?.done ?? [],
    where: before?.where ?? null,
    error: null,
  };
  for (const format of formatsLeft(plan, day)) {
    const written = await exportDay(day, format);
    const code = written.ok ? null : (written.error[0]?.code ?? 'file-not-written');
    // A day on which nothing happened is done: there is nothing to write.
    if (code === 'report-empty') break;
    if (code !== null) {
      result = { ...result, error: code };
      break;
    }
    result = { ...result, done: [...result.done, format], where: written.ok ? written.value : null };
  }
  // The time may have been changed meanwhile.
  await write({ ...(await read()), last: { ...result, at: clock() } });
}

/** Looks every minute whether a day's report is due. Gives how to stop. */
export function watchDayExport(): () => void {
  const { db, desktop } = services();
  let busy = false;
  let stopped = false;
  async function look(): Promise<void> {
    if (busy || stopped || useSession.getState().standing !== 'own') return;
    busy = true;
    try {
      await exportDueDay({
        now,
        read: () => readMeta(db, 'dayExport'),
        write: (plan) => writeMeta(db, 'dayExport', plan),
        exportDay,
      });
    } finally {
      busy = false;
    }
  }
  const run = () =>
    void look().catch((bug: unknown) => {
      // A counter that was locked meanwhile goes on at the next start.
      if (!stopped) reportBug(desktop, 'day export', bug);
    });
  const timer = setInterval(run, LOOK_MS);
  const heard = () => run();
  document.addEventListener(CHANGED, heard);
  run();
  return () => {
    stopped = true;
    clearInterval(timer);
    document.removeEventListener(CHANGED, heard);
  };
}

const CHANGED = 'day-export-changed';

async function exportDay(day: string, format: DayFormat): Promise<Result<string, readonly AppError[]>> {
  const catalogue = await currentCatalogue(services().db);
  const asked = {
    period: { from: day, to: day },
    filter: {},
    now: now(),
    calendar: catalogue?.calendar ?? null,
  };
  return exportReport(asked, format, { automatic: true });
}

/** Sets when the day's report is written (`HH:MM`; empty for never). Error: `time-invalid`. */
export async function setDayExport(typed: string): Promise<Result<null, readonly AppError[]>> {
  const text = typed.trim();
  if (text !== '' && !timeOfDaySchema.safeParse(text).success) return fail([appError('time-invalid')]);
  const { db } = services();
  await writeMeta(db, 'dayExport', { ...(await readMeta(db, 'dayExport')), at: text === '' ? null : text });
  document.dispatchEvent(new Event(CHANGED));
  return ok(null);
}

/** Tries again now what failed. */
export async function retryDayExport(): Promise<void> {
  const { db } = services();
  const plan = await readMeta(db, 'dayExport');
  if (plan.last?.error)
    await writeMeta(db, 'dayExport', { ...plan, last: { ...plan.last, at: new Date(0).toISOString() } });
  document.dispatchEvent(new Event(CHANGED));
}
