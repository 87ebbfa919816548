import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { foldText } from '../../shared/domain/text.ts';

/** A text on the disk, and in which form. */
export interface Hit {
  readonly file: string;
  readonly text: string;
  readonly form: string;
}

/** Base64 of bytes wherever they begin within a group of three: the part that does not depend on what stands around them. */
function base64Forms(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    return Buffer.from(text.slice(before === 0 ? 0 : before + 1, -1));
  });
}

/** Every form a text is looked for in: UTF-8 and UTF-16, composed and decomposed, without marks, and base64 of these. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const spellings = { nfc: text.normalize('NFC'), nfd: text.normalize('NFD'), folded: foldText(text) };
  for (const [spelling, written] of Object.entries(spellings)) {
    const utf8 = Buffer.from(written, 'utf8');
    const utf16 = Buffer.from(written, 'utf16le');
    const plain = { utf8, utf16le: utf16, utf16be: Buffer.from(utf16).swap16() };
    for (const [encoding, bytes] of Object.entries(plain)) {
      forms.set(`${spelling} ${encoding}`, bytes);
      base64Forms(bytes).forEach((form, i) => forms.set(`${spelling} ${encoding} base64 ${String(i)}`, form));
    }
  }
  return forms;
}

/** Where any of some texts lies in any form, in every file under some folders. */
export function findTexts(folders: readonly string[], texts: readonly string[]): readonly Hit[] {
  const wanted = texts.map((text) => ({ text, forms: [...formsOf(text)] }));
  return folders.flatMap((folder) =>
    filesUnder(folder).flatMap((file) => {
      const bytes = readFileSync(file);
      return wanted.flatMap(({ text, forms }) =>
        forms.flatMap(([form, form_]) => (bytes.includes(form_) ? [{ file, text, form }] : [])),
      );
    }),
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
