import { CounterDatabase } from '../../../renderer/store/database.ts';
import type { Sealed } from '../../../renderer/store/report/messages.ts';

/** As many as the report reads at a time. */
const BATCH = 500;

/** Reads and opens every dossier, and does nothing with it. */
self.addEventListener('message', ({ data }: MessageEvent<Sealed>) => {
  void (async () => {
    const db = new CounterDatabase(data.database, { keys: data.keys });
    let found = 0;
    for (let after: string | undefined = ''; after !== undefined;) {
      const rows: { readonly id: string; readonly payload: never }[] = (await db.dossiers
        .where('id')
        .above(after)
        .limit(BATCH)
        .toArray()) as never;
      for (const row of rows) if (db.codec.decode(row.payload)) found += 1;
      after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
    }
    db.close();
    self.postMessage(found);
  })();
});
