import type backup from './locales/vi/backup.json';
import type calendar from './locales/vi/calendar.json';
import type camera from './locales/vi/camera.json';
import type capability from './locales/vi/capability.json';
import type common from './locales/vi/common.json';
import type dossier from './locales/vi/dossier.json';
import type errors from './locales/vi/errors.json';
import type exports from './locales/vi/exports.json';
import type handover from './locales/vi/handover.json';
import type life from './locales/vi/life.json';
import type lock from './locales/vi/lock.json';
import type outbox from './locales/vi/outbox.json';
import type pages from './locales/vi/pages.json';
import type privacy from './locales/vi/privacy.json';
import type receipt from './locales/vi/receipt.json';
import type reception from './locales/vi/reception.json';
import type reconcile from './locales/vi/reconcile.json';
import type recovery from './locales/vi/recovery.json';
import type reports from './locales/vi/reports.json';
import type results from './locales/vi/results.json';
import type search from './locales/vi/search.json';
import type settings from './locales/vi/settings.json';
import type status from './locales/vi/status.json';
import type till from './locales/vi/till.json';
import type today from './locales/vi/today.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      backup: typeof backup;
      calendar: typeof calendar;
      camera: typeof camera;
      capability: typeof capability;
      common: typeof common;
      dossier: typeof dossier;
      errors: typeof errors;
      exports: typeof exports;
      handover: typeof handover;
      life: typeof life;
      lock: typeof lock;
      outbox: typeof outbox;
      pages: typeof pages;
      privacy: typeof privacy;
      receipt: typeof receipt;
      reception: typeof reception;
      reconcile: typeof reconcile;
      recovery: typeof recovery;
      reports: typeof reports;
      results: typeof results;
      search: typeof search;
      settings: typeof settings;
      status: typeof status;
      till: typeof till;
      today: typeof today;
    };
  }
}
