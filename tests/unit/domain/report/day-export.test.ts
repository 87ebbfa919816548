import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportDueDay } from '../../../../renderer/use-cases/day-export.ts';
import { dueDay, NO_DAY_EXPORT, type DayExportPlan } from '../../../../shared/domain/report/day-export.ts';
import { appError, type AppErrorCode } from '../../../../shared/errors.ts';
import { fail, ok } from '../../../../shared/result.ts';

/** UTC instant of a time at the counter in July 2026. */
const at = (day: number, time: string) =>
  new Date(`2026-07-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();

/** A counter whose clock and folder the test holds. */
function counter(plan: Partial<DayExportPlan>) {
  let kept: DayExportPlan = { ...NO_DAY_EXPORT, ...plan };
  const world = { now: at(1, '08:00'), trouble: {} as Record<string, AppErrorCode>, written: [] as string[] };
  return {
    world,
    plan: () => kept,
    set: (time: string | null) => {
      kept = { ...kept, at: time };
    },
    look: () =>
      exportDueDay({
        now: () => world.now,
        read: async () => kept,
        write: async (next) => {
          kept = next;
        },
        exportDay: async (day, format) => {
          const code = world.trouble[format] ?? world.trouble['all'];
          if (code) return fail([appError(code)]);
          world.written.push(`${day} ${format}`);
          return ok(`/x/${day}.${format}`);
        },
      }),
  };
}

describe('the end-of-day export', () => {
  it('is written once, at its time, in all formats', async () => {
    const { world, look, plan } = counter({
      at: '17:30',
      last: { day: '2026-06-30', at: at(1, '00:00'), done: ['xlsx', 'csv', 'pdf'], where: null, error: null },
    });
    world.now = at(1, '17:29');
    await look();
    expect(world.written).toEqual([]);
    world.now = at(1, '17:30');
    await look();
    await look();
    expect(world.written).toEqual(['2026-07-01 xlsx', '2026-07-01 csv', '2026-07-01 pdf']);
    expect(plan().last).toMatchObject({ day: '2026-07-01', error: null, where: '/x/2026-07-01.pdf' });
    world.now = at(2, '17:29');
    await look();
    expect(world.written).toHaveLength(3);
  });

  it('is tried again every five minutes while the folder is missing, and only what is left', async () => {
    const { world, look, plan } = counter({ at: '17:30' });
    world.now = at(1, '18:00');
    world.trouble = { csv: 'export-folder-missing' };
    await look();
    expect(plan().last).toMatchObject({ error: 'export-folder-missing', done: ['xlsx'] });
    world.trouble = {};
    world.now = at(1, '18:04');
    await look();
    expect(world.written).toEqual(['2026-07-01 xlsx']);
    world.now = at(1, '18:05');
    await look();
    expect(world.written).toEqual(['2026-07-01 xlsx', '2026-07-01 csv', '2026-07-01 pdf']);
    expect(plan().last?.error).toBeNull();
  });

  it('of a day that failed until the next is still written first', async () => {
    const { world, look } = counter({ at: '17:30' });
    world.now = at(1, '18:00');
    world.trouble = { all: 'export-folder-missing' };
    await look();
    world.trouble = {};
    world.now = at(2, '18:00');
    await look();
    await look();
    await look();
    expect(world.written.map((each) => each.slice(0, 10))).toEqual([
      ...Array<string>(3).fill('2026-07-01'),
      ...Array<string>(3).fill('2026-07-02'),
    ]);
  });

  it('is made up for after the machine was off, a week at most', () => {
    const last = { day: '2026-07-01', at: at(1, '17:30'), done: ['xlsx'], where: null, error: null } as const;
    expect(dueDay({ at: '17:30', last }, at(4, '08:00'))).toBe('2026-07-02');
    expect(dueDay({ at: '17:30', last }, at(20, '18:00'))).toBe('2026-07-14');
    expect(dueDay({ at: '17:30', last: null }, at(4, '08:00'))).toBe('2026-07-03');
    expect(dueDay({ at: null, last }, at(20, '18:00'))).toBeNull();
  });

  it('of a day without anything is done with nothing written', async () => {
    const { world, look, plan } = counter({ at: '17:30' });
    world.now = at(1, '18:00');
    world.trouble = { all: 'report-empty' };
    await look();
    expect(plan().last).toMatchObject({ day: '2026-07-01', done: [], error: null });
    expect(dueDay(plan(), at(1, '23:59'))).toBeNull();
  });

  it('never comes for a day twice nor for one whose time has not come, whatever the clock does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 9 * 1440 }), fails: fc.boolean() }), {
          maxLength: 60,
        }),
        async (looks) => {
          const { world, look } = counter({ at: '17:30' });
          for (const { minutes, fails } of looks) {
            world.now = new Date(Date.parse(at(1, '00:00')) + minutes * 60_000).toISOString();
            world.trouble = fails ? { csv: 'export-folder-missing' } : {};
            const before = world.written.length;
            await look();
            for (const each of world.written.slice(before))
              expect(Date.parse(`${each.slice(0, 10)}T17:30:00+07:00`)).toBeLessThanOrEqual(
                Date.parse(world.now),
              );
          }
          expect(new Set(world.written).size).toBe(world.written.length);
        },
      ),
    );
  });
});
