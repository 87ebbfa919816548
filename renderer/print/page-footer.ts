/**
 * A style sheet that puts the dossier's code at the foot of every page, so that a loose second page can be told.
 * Constructed, because the content policy forbids style elements.
 */
export function pageFooter(code: string | null): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  if (code !== null) {
    const text = JSON.stringify(`Mã hồ sơ: ${code.replace(/[^\p{L}\p{N}.\-/ ]/gu, '')}`);
    const rule = (page: string, size: string) =>
      `@page ${page} { @bottom-left { content: ${text}; white-space: nowrap; font: ${size} Tinos, 'Times New Roman', serif; } }`;
    sheet.replaceSync(`${rule('receipt-a4', '9pt')} ${rule('receipt-a5', '8pt')}`);
  }
  return sheet;
}
