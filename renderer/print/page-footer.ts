/**
 * A style sheet that puts a text (the dossier's code) at the foot of every page, so that a loose second page can be told.
 * Constructed, because the content policy forbids style elements.
 */
export function pageFooter(foot: string | null): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  if (foot !== null) {
    const text = JSON.stringify(foot.replace(/[^\p{L}\p{N}.:,\-–/ ]/gu, ''));
    const rule = (page: string, size: string) =>
      `@page ${page} { @bottom-left { content: ${text}; white-space: nowrap; font: ${size} Tinos, 'Times New Roman', serif; } }`;
    sheet.replaceSync(
      [rule('paper-a4', '9pt'), rule('paper-a4-landscape', '9pt'), rule('paper-a5', '8pt')].join(' '),
    );
  }
  return sheet;
}
