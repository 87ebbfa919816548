import { filedDetailsSchema, type FiledDetails } from '../../../shared/domain/dossier/filing.ts';
import { whoIs } from '../../../shared/domain/dossier/memory.ts';
import type { Query } from '../database.ts';

/** What a citizen filed online. */
export interface Filed {
  readonly number: string;
  /** The dossier's id unless a counter had begun one for it. */
  readonly id: string;
  /** The dossier it became; null while no office has it. */
  readonly dossier: string | null;
  readonly details: FiledDetails;
}

interface FiledRow extends Omit<Filed, 'details'> {
  readonly details: string;
}

const filedOf = ({ details, ...row }: FiledRow): Filed => ({
  ...row,
  details: filedDetailsSchema.parse(JSON.parse(details)),
});
const COLUMNS = 'number, id, dossier, details';

export async function addFiling(query: Query, { number, id, details }: Filed): Promise<void> {
  const { applicant } = details;
  await query(
    'insert into filings (number, id, identity, birth_date, phone, details) values ($1, $2, $3, $4, $5, $6)',
    [
      number,
      id,
      whoIs(applicant)?.number ?? '',
      applicant.kind === 'person' ? applicant.birthDate : null,
      applicant.phone,
      JSON.stringify(details),
    ],
  );
}

/** The filings of some numbers, locked for the rest of the transaction: one number becomes one dossier. */
export async function lockFilings(
  query: Query,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Filed>> {
  if (numbers.length === 0) return new Map();
  const rows = await query<FiledRow>(
    `select ${COLUMNS} from filings where number = any($1::text[]) order by number for update`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, filedOf(row)]));
}

export async function setDossier(query: Query, number: string, dossier: string): Promise<void> {
  await query('update filings set dossier = $2 where number = $1', [number, dossier]);
}

/** Exactly one number, or everything of one person whose second detail is right too. */
export async function findFilings(
  query: Query,
  by:
    | { readonly kind: 'number'; readonly number: string }
    | { readonly kind: 'birth-date'; readonly identity: string; readonly birthDate: string }
    | { readonly kind: 'phone'; readonly identity: string; readonly phone: string },
): Promise<readonly Filed[]> {
  const rows =
    by.kind === 'number'
      ? await query<FiledRow>(`select ${COLUMNS} from filings where number = $1`, [by.number])
      : by.kind === 'birth-date'
        ? await query<FiledRow>(
            `select ${COLUMNS} from filings where identity = $1 and birth_date = $2 order by number desc limit 20`,
            [by.identity, by.birthDate],
          )
        : await query<FiledRow>(
            `select ${COLUMNS} from filings where identity = $1 and phone = $2 order by number desc limit 20`,
            [by.identity, by.phone],
          );
  return rows.map(filedOf);
}
