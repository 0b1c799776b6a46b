import { secrets } from './secrets.ts';
import { state } from './paths.ts';

/** Whether a setting was given, by itself or as a file. */
export const named = (key: string): boolean => Boolean(process.env[key] || process.env[`${key}_FILE`]);

/** The settings of a demonstration on this machine, for a database reached by `url` as a role that may create others. */
export function demoEnvironment(url: string): NodeJS.ProcessEnv {
  const kept = secrets();
  const as = (role: string, password: string) => {
    const address = new URL(url);
    address.username = role;
    address.password = encodeURIComponent(password);
    return address.href;
  };
  const usual: Record<string, string> = {
    FOCALPOINT_ACTOR_SECRET: kept.actor,
    FOCALPOINT_CURSOR_SECRET: kept.cursor,
    FOCALPOINT_MARKING_SECRET: kept.marking,
    FOCALPOINT_CREDENTIAL_SECRET: kept.credential,
    FOCALPOINT_BACKUP_KEY: kept.backup,
    FOCALPOINT_STORAGE_PATH: state('storage'),
    FOCALPOINT_KEYRING_PATH: state('keyring'),
    FOCALPOINT_MAIL_FOLDER: state('mail'),
    FOCALPOINT_LOG_LEVEL: 'warn',
  };
  return {
    ...Object.fromEntries(Object.entries(usual).filter(([key]) => !named(key))),
    ...process.env,
    FOCALPOINT_DATABASE_MIGRATE_URL: url,
    FOCALPOINT_APP_PASSWORD: kept.app,
    FOCALPOINT_WORKER_PASSWORD: kept.worker,
    DATABASE_URL: as('focalpoint_app', kept.app),
    FOCALPOINT_WORKER_DATABASE_URL: as('focalpoint_worker', kept.worker),
  };
}
