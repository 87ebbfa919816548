import { useTranslation } from 'react-i18next';

/** Gives a file's size in the user's language: `23 kB`, `4,2 MB`. */
export function useFileSize(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const mega = bytes >= 1024 * 1024;
    const value = mega ? bytes / (1024 * 1024) : Math.max(1, bytes / 1024);
    const digits = mega && value < 10 ? 1 : 0;
    const text = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }).format(value);
    return `${text} ${mega ? 'MB' : 'kB'}`;
  };
}
