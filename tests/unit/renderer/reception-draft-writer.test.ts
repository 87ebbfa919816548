import { describe, expect, it } from 'vitest';
import { createDraftWriter, type DraftState } from '../../../renderer/screens/reception/draft-writer.ts';

/** A store whose writes finish when the test says so. */
function slowStore() {
  const under: { value: string; done: () => void; fail: () => void }[] = [];
  const written: string[] = [];
  const states: DraftState[] = [];
  const write = (value: string) =>
    new Promise<void>((resolve, reject) => {
      under.push({
        value,
        done: () => {
          written.push(value);
          resolve();
        },
        fail: () => {
          reject(new Error('store full'));
        },
      });
    });
  const writer = createDraftWriter(write, (state) => states.push(state));
  const next = async (how: 'done' | 'fail' = 'done') => {
    const current = under.shift();
    if (!current) throw new Error('no write under way');
    current[how]();
    // Whatever follows the write in the writer runs before the next task.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { writer, under, written, states, next };
}

describe('the draft writer', () => {
  it('writes the first keystroke at once', () => {
    const { writer, under } = slowStore();
    writer.push('N');
    expect(under.map(({ value }) => value)).toEqual(['N']);
  });

  it('has one write under way at most, and after it writes only the newest', async () => {
    const { writer, under, written, next } = slowStore();
    for (const text of ['N', 'Ng', 'Ngu', 'Nguy', 'Nguyễn']) writer.push(text);
    expect(under).toHaveLength(1);
    await next();
    expect(under.map(({ value }) => value)).toEqual(['Nguyễn']);
    await next();
    expect(under).toEqual([]);
    expect(written).toEqual(['N', 'Nguyễn']);
  });

  it('flush waits for what is waiting too', async () => {
    const { writer, written, next } = slowStore();
    writer.push('a');
    writer.push('ab');
    let flushed = false;
    const flushing = writer.flush().then(() => {
      flushed = true;
    });
    await next();
    expect(flushed).toBe(false);
    await next();
    await flushing;
    expect(written).toEqual(['a', 'ab']);
  });

  it('flush with nothing to write resolves', async () => {
    const { writer, under } = slowStore();
    await writer.flush();
    expect(under).toEqual([]);
  });

  it('keeps a state that could not be written and tries it again with the next flush', async () => {
    const { writer, under, written, states, next } = slowStore();
    writer.push('a');
    await next('fail');
    expect(states.at(-1)).toBe('failed');
    const flushing = writer.flush();
    expect(under.map(({ value }) => value)).toEqual(['a']);
    await next();
    await flushing;
    expect(written).toEqual(['a']);
    expect(states.at(-1)).toBe('saved');
  });

  it('a newer state takes the place of one that could not be written', async () => {
    const { writer, written, next } = slowStore();
    writer.push('a');
    writer.push('ab');
    await next('fail');
    writer.push('abc');
    await next();
    expect(written).toEqual(['abc']);
  });

  it('held back, writes nothing and keeps the newest; let go, writes it', async () => {
    const { writer, under, written, next } = slowStore();
    writer.push('a');
    let held = false;
    const holding = writer.pause().then(() => {
      held = true;
    });
    writer.push('ab');
    expect(held).toBe(false);
    await next();
    await holding;
    writer.push('abc');
    expect(under).toEqual([]);
    writer.resume();
    await next();
    expect(written).toEqual(['a', 'abc']);
  });

  it('closed, never writes again: a draft that became a dossier does not come back', async () => {
    const { writer, under, next } = slowStore();
    writer.push('a');
    const holding = writer.pause();
    writer.push('ab');
    await next();
    await holding;
    writer.close();
    writer.push('abc');
    writer.resume();
    await writer.flush();
    expect(under).toEqual([]);
  });

  it('a push from within a state change is written', async () => {
    const written: string[] = [];
    const writer = createDraftWriter<string>(
      (value) => {
        written.push(value);
        return Promise.resolve();
      },
      (state) => {
        if (state === 'saved' && written.length === 1) writer.push('second');
      },
    );
    writer.push('first');
    await writer.flush();
    await writer.flush();
    expect(written).toEqual(['first', 'second']);
  });
});
