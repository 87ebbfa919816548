import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['vi', 'en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words, as the chooser shows it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  fr: 'Français',
};

// One file a language and namespace; a new namespace needs its files, and its line in i18next.d.ts for typed keys.
const files = import.meta.glob<Readonly<Record<string, unknown>>>('./locales/*/*.json', {
  eager: true,
  import: 'default',
});

function resources(): Record<string, Record<string, Readonly<Record<string, unknown>>>> {
  const byLanguage: Record<string, Record<string, Readonly<Record<string, unknown>>>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [language, namespace] = path.replace('./locales/', '').replace('.json', '').split('/');
    if (language === undefined || namespace === undefined) continue;
    byLanguage[language] = { ...byLanguage[language], [namespace]: texts };
  }
  return byLanguage;
}

const KEY = 'language';

/** The language shown last: what the app speaks until its data is open, and when it can't be opened. */
function languageShownLast(): Language {
  const kept = localStorage.getItem(KEY);
  return LANGUAGES.find((language) => language === kept) ?? 'vi';
}

/** Loads every text of the app; all languages travel with it, so switching needs no network. */
export async function startI18n(language: Language = languageShownLast()): Promise<void> {
  if (i18next.isInitialized) return;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: resources(),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  document.documentElement.lang = language;
}

/** Switches every text at once, and what screen readers take the page's language from. */
export async function setTextLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

/** What events are called in Vietnamese, for papers; a type of a newer app as it is. */
export function vietnameseEventName(type: string): string {
  const t = i18next.getFixedT('vi', 'dossier');
  return i18next.exists(`dossier:event.${type}`, { lng: 'vi' })
    ? t(`event.${type}` as 'event.drafted')
    : t('event.unknown', { type });
}

/** The words of reports in Vietnamese, for papers and files: they are in Vietnamese whatever the screen speaks. */
export function vietnameseReports(): TFunction<'reports'> {
  return i18next.getFixedT('vi', 'reports');
}
