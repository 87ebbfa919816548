import type { ReceiptFacts } from './receipt-source.ts';
import { dateInWords, glued } from './paper-words.ts';

/** A label and what stands after it; null is left as a dotted line, to be filled in by hand. */
export interface PaperLine {
  readonly label: string;
  readonly value: string | null;
  /** What stands after the value, e.g. `/HDHS` after the number. */
  readonly after?: string;
}

/** The official head: the body on the left, the nation's name and motto on the right. */
export interface PaperHead {
  readonly body: string | null;
  readonly unit: string;
  /** Numbers and codes: the dossier's final code and the provisional one printed before it are both there. */
  readonly codes: readonly PaperLine[];
  readonly nation: string;
  readonly motto: string;
  readonly placeAndDate: string | null;
}

export interface PaperSignature {
  readonly title: string;
  readonly hint: string;
  readonly name: string | null;
}

export interface PaperColumn {
  readonly label: string;
  /** How wide, from the narrowest; what is left over goes to columns that do not say. */
  readonly width?: 'xs' | 's' | 'sm' | 'm' | 'ml' | 'l';
  readonly align?: 'start';
  /** The heading it shares with its neighbours of the same group. */
  readonly group?: string;
}

/** A table; its head is repeated on every page it reaches. */
export interface PaperTable {
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Rows with room to sign in. */
  readonly tall?: boolean;
}

export const UNIT = 'Bộ phận tiếp nhận và trả kết quả';
export const HAND = '(Ký và ghi rõ họ tên)';

/** Text as it goes on paper: NFC, trimmed; null for nothing. */
export function filled(text: string | null | undefined): string | null {
  return text?.trim() ? text.trim().normalize('NFC') : null;
}

/** The head of a paper issued at `at` (UTC instant) by `body`. */
export function headOf({
  body,
  place,
  at,
  codes,
}: {
  readonly body: string | null | undefined;
  readonly place: string | null | undefined;
  readonly at: string | null | undefined;
  readonly codes: readonly PaperLine[];
}): PaperHead {
  const where = filled(place);
  return {
    body: filled(body)?.toLocaleUpperCase('vi') ?? null,
    unit: UNIT.toLocaleUpperCase('vi'),
    codes,
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    placeAndDate: at && where ? `${glued(where)}, ${dateInWords(at)}` : null,
  };
}

/** The dossier's codes: one, or the final one and the one printed before it. */
export function codesOf({
  code,
  linkedCode,
  provisional,
}: Pick<ReceiptFacts, 'code' | 'linkedCode' | 'provisional'>): readonly PaperLine[] {
  if (linkedCode !== null && linkedCode !== code)
    return [
      { label: 'Mã chính thức', value: linkedCode },
      { label: provisional ? 'mã tạm đã in' : 'mã đã in', value: code },
    ];
  return [{ label: provisional ? 'Mã hồ sơ (mã tạm)' : 'Mã hồ sơ', value: code }];
}

/** Says that the data is not official; null for official data. */
export function sampleNotice(sample: boolean | undefined): string | null {
  return sample ? 'DỮ LIỆU MẪU – không có giá trị pháp lý' : null;
}

/** Says that the code is not the final one yet; null once it is. */
export function codeNotice({
  provisional,
  linkedCode,
}: Pick<ReceiptFacts, 'linkedCode' | 'provisional'>): string | null {
  return provisional && linkedCode === null ? 'MÃ TẠM – mã chính thức sẽ được cổng cấp và liên kết' : null;
}
