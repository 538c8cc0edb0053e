import Joi from 'joi';
import { validate as isCron } from 'node-cron';

/** What the environment may say. Every key is described in `.env.example`. */
export interface Settings {
  readonly NODE_ENV: 'development' | 'production' | 'test';
  readonly PORT: number;
  readonly HOST: string | undefined;
  readonly DATABASE_URL: string | undefined;
  readonly DATABASE_MIGRATION_URL: string | undefined;
  readonly DATABASE_POOL_MAX: number;
  readonly DATABASE_SSL: 'off' | 'require' | 'no-verify';
  readonly DATA_DIR: string;
  readonly LOG_LEVEL: string;
  readonly CORS_ORIGINS: string;
  readonly TRUST_PROXY: string;
  readonly FLEETBRIDGE_ROLE: 'all' | 'api' | 'worker';
  readonly DEMO: boolean | undefined;
  readonly RETENTION_DAYS: number;
  readonly JWT_SECRET: string | undefined;
  readonly JWT_JWKS_URL: string | undefined;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly JWT_TTL_SECONDS: number;
  readonly BOOTSTRAP_ADMIN_EMAIL: string | undefined;
  readonly BOOTSTRAP_ADMIN_PASSWORD: string | undefined;
  readonly CREDENTIALS_ENCRYPTION_KEY: string | undefined;
  readonly CREDENTIALS_ENCRYPTION_KEYS: string | undefined;
  readonly INTEGRATION_ENCRYPTION_KEY: string | undefined;
  readonly ENCRYPTION_KEY: string | undefined;
  readonly VENDOR_ALLOWED_HOSTS: string;
  readonly ENABLE_SCHEDULER: boolean;
  readonly SCHEDULER_SCAN_SECONDS: number;
  readonly SYNC_LEASE_SECONDS: number;
  readonly HOS_SYNC_SCHEDULE: string;
  readonly HOS_CACHE_TTL_SECONDS: number;
  readonly HOS_STALE_WARNING_SECONDS: number;
  readonly HOS_STALE_ALERT_SECONDS: number;
  readonly HOS_LIVE_READ_BUDGET_MS: number;
  readonly RETRY_MAX_ATTEMPTS: number;
  readonly RETRY_BASE_DELAY_MS: number;
  readonly RETRY_MAX_DELAY_MS: number;
  readonly VENDOR_ATTEMPT_TIMEOUT_MS: number;
  readonly VENDOR_OPERATION_DEADLINE_MS: number;
  readonly CIRCUIT_FAILURE_THRESHOLD: number;
  readonly CIRCUIT_SUCCESS_THRESHOLD: number;
  readonly CIRCUIT_OPEN_SECONDS: number;
  readonly INTEGRATION_RATE_LIMIT_PER_MINUTE: number;
  readonly METRICS_TOKEN: string | undefined;
  readonly APP_URL: string | undefined;
  readonly PUBLIC_URL: string | undefined;
  readonly ALERT_FAILURE_THRESHOLD: number;
  readonly ALERT_WINDOW_MINUTES: number;
  readonly ALERT_FROM_EMAIL: string;
  readonly SMTP_HOST: string | undefined;
  readonly SMTP_PORT: number;
  readonly SMTP_USER: string | undefined;
  readonly SMTP_PASS: string | undefined;
  readonly SMTP_SECURE: boolean | undefined;
  readonly SLACK_WEBHOOK_URL: string | undefined;
  readonly SLACK_ALLOWED_HOSTS: string;
}

const integer = (min: number, max: number, otherwise: number): Joi.NumberSchema => Joi.number().integer().min(min).max(max).default(otherwise);
const hexKey = Joi.string().pattern(/^[0-9a-f]{64}$/i);
const postgresUrl = Joi.string().uri({ scheme: ['postgres', 'postgresql'] });
const webUrl = Joi.string().uri({ scheme: ['http', 'https'] });
const cron = Joi.string().custom((value: string, check: Joi.CustomHelpers<string>) => (isCron(value) ? value : check.error('cron.invalid')));

const HINTS: Readonly<Record<string, string>> = {
  'string.min': 'is too short',
  'string.uri': 'is not a URL of the kind needed here',
  'string.uriCustomScheme': 'is not a URL of the kind needed here',
  'string.email': 'is not an e-mail address',
  'cron.invalid': 'is not a cron expression',
  'number.base': 'is not a number',
  'number.integer': 'is not a whole number',
  'boolean.base': 'must be true or false',
  'object.and': 'BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD go together',
};

const schema = Joi.object<Settings>({
  NODE_ENV: Joi.string().valid('development', 'production', 'test').default('development'),
  PORT: integer(0, 65_535, 8000),
  HOST: Joi.string(),
  DATABASE_URL: postgresUrl,
  DATABASE_MIGRATION_URL: postgresUrl,
  DATABASE_POOL_MAX: integer(2, 200, 10),
  DATABASE_SSL: Joi.string().valid('off', 'require', 'no-verify').default('off'),
  DATA_DIR: Joi.string().default('.data'),
  LOG_LEVEL: Joi.string().valid('error', 'warn', 'info', 'debug').default('info'),
  CORS_ORIGINS: Joi.string().allow('').default(''),
  TRUST_PROXY: Joi.string().default('false'),
  FLEETBRIDGE_ROLE: Joi.string().valid('all', 'api', 'worker').default('all'),
  DEMO: Joi.boolean(),
  RETENTION_DAYS: integer(1, 3650, 90),
  JWT_SECRET: Joi.string().min(32),
  JWT_JWKS_URL: webUrl,
  JWT_ISSUER: Joi.string().default('fleetbridge'),
  JWT_AUDIENCE: Joi.string().default('fleetbridge-api'),
  JWT_TTL_SECONDS: integer(60, 86_400, 900),
  BOOTSTRAP_ADMIN_EMAIL: Joi.string().email({ tlds: false }),
  BOOTSTRAP_ADMIN_PASSWORD: Joi.string().min(10),
  CREDENTIALS_ENCRYPTION_KEY: hexKey,
  CREDENTIALS_ENCRYPTION_KEYS: Joi.string().pattern(/^[\w-]{1,32}:[0-9a-f]{64}(,[\w-]{1,32}:[0-9a-f]{64})*$/i),
  INTEGRATION_ENCRYPTION_KEY: hexKey,
  ENCRYPTION_KEY: hexKey,
  VENDOR_ALLOWED_HOSTS: Joi.string().allow('').default(''),
  ENABLE_SCHEDULER: Joi.boolean().default(true),
  SCHEDULER_SCAN_SECONDS: integer(1, 60, 10),
  SYNC_LEASE_SECONDS: integer(5, 600, 30),
  HOS_SYNC_SCHEDULE: cron.default('* * * * *'),
  HOS_CACHE_TTL_SECONDS: integer(1, 3600, 300),
  HOS_STALE_WARNING_SECONDS: integer(1, 86_400, 600),
  HOS_STALE_ALERT_SECONDS: integer(60, 604_800, 3600),
  HOS_LIVE_READ_BUDGET_MS: integer(50, 60_000, 2000),
  RETRY_MAX_ATTEMPTS: integer(1, 10, 3),
  RETRY_BASE_DELAY_MS: integer(1, 60_000, 1000),
  RETRY_MAX_DELAY_MS: integer(1, 300_000, 30_000),
  VENDOR_ATTEMPT_TIMEOUT_MS: integer(100, 120_000, 10_000),
  VENDOR_OPERATION_DEADLINE_MS: integer(100, 300_000, 30_000),
  CIRCUIT_FAILURE_THRESHOLD: integer(1, 100, 5),
  CIRCUIT_SUCCESS_THRESHOLD: integer(1, 100, 2),
  CIRCUIT_OPEN_SECONDS: integer(1, 3600, 60),
  INTEGRATION_RATE_LIMIT_PER_MINUTE: integer(1, 10_000, 10),
  METRICS_TOKEN: Joi.string().min(16),
  APP_URL: webUrl,
  PUBLIC_URL: webUrl,
  ALERT_FAILURE_THRESHOLD: integer(1, 100, 3),
  ALERT_WINDOW_MINUTES: integer(1, 1440, 60),
  ALERT_FROM_EMAIL: Joi.string().email({ tlds: false }).default('fleetbridge@localhost.localdomain'),
  SMTP_HOST: Joi.string(),
  SMTP_PORT: integer(1, 65_535, 587),
  SMTP_USER: Joi.string(),
  SMTP_PASS: Joi.string(),
  SMTP_SECURE: Joi.boolean(),
  SLACK_WEBHOOK_URL: webUrl,
  SLACK_ALLOWED_HOSTS: Joi.string().allow('').default(''),
}).and('BOOTSTRAP_ADMIN_EMAIL', 'BOOTSTRAP_ADMIN_PASSWORD');

export type SettingName = keyof Settings;

export const SETTING_NAMES: readonly string[] = Object.keys(schema.describe().keys as object);

/** The settings, or one line per thing wrong with them. Values are never quoted: some are secrets. */
export function checkSettings(values: Readonly<Record<string, string>>): { settings: Settings; errors: readonly string[] } {
  const checked: { readonly error?: Joi.ValidationError | undefined; readonly value: unknown } = schema.validate(values, {
    abortEarly: false,
    convert: true,
    stripUnknown: true,
  });
  const errors = (checked.error?.details ?? []).map(({ path, type, context }) => {
    const limit = typeof context?.limit === 'number' ? ` (limit ${context.limit})` : '';
    const valids: unknown = context?.valids;
    const options = Array.isArray(valids) ? `must be one of ${valids.filter((valid) => valid !== undefined).join(', ')}` : undefined;
    return `${path.join('.')}: ${options ?? HINTS[type] ?? 'does not have the form it needs'}${limit}`.replace(/^: /, '');
  });
  return { settings: checked.value as Settings, errors };
}
