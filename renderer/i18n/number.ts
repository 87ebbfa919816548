const DAY = 86_400_000;
const LOCALES: Readonly<Record<string, string>> = { vi: 'vi-VN', en: 'en-GB', fr: 'fr-FR' };

/** A number with two decimals. */
export function formatDecimals(value: number, language: string): string {
  return value.toLocaleString(LOCALES[language] ?? 'vi-VN', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}

/** A share in percent with two decimals, `98,50 %`; `–` where it does not apply. */
export function formatPercent(share: number | null, language: string): string {
  return share === null ? '–' : `${formatDecimals(share, language)} %`;
}

/** A time in milliseconds as days of 24 hours with two decimals; `–` for none. */
export function formatDays(time: number | null, language: string): string {
  return time === null ? '–' : formatDecimals(time / DAY, language);
}
