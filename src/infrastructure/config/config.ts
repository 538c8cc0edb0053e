import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Secret } from '../../domain/shared/secret.js';
import { developmentSecrets } from './development-secrets.js';
import { readKeyRing } from './key-ring-settings.js';
import { productionRefusals } from './production-refusals.js';
import { SETTING_NAMES, checkSettings } from './settings-schema.js';
import type { Settings } from './settings-schema.js';
import type { KeyRing } from '../security/key-ring.js';

/** Where e-mail leaves; without a host it does not. */
export interface SmtpSettings {
  readonly host: string | undefined;
  readonly port: number;
  readonly user?: string;
  readonly pass?: Secret<string>;
  /** TLS from the first byte (465); otherwise STARTTLS is required outside localhost. */
  readonly secure: boolean;
  readonly from: string;
}

/** The checked environment, secrets wrapped. */
export interface Config {
  readonly production: boolean;
  readonly settings: Omit<Settings, SecretName>;
  readonly host: string;
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: Secret<string> | undefined;
  readonly migrationUrl: Secret<string> | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly jwtSecret: Secret<string>;
  readonly jwksUrl: URL | undefined;
  readonly keyRing: KeyRing;
  readonly bootstrapAdmin: { readonly email: string; readonly password: Secret<string> } | undefined;
  readonly metricsToken: Secret<string> | undefined;
  readonly smtp: SmtpSettings;
  /** For the tenant the first start made. */
  readonly slackWebhookUrl: Secret<string> | undefined;
  readonly slackAllowedHosts: readonly string[];
  /** `*_API_URL` variables by name. */
  readonly vendorBaseUrls: Readonly<Record<string, string>>;
  readonly vendorAllowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  /** Where the outside world reaches this service, without a slash at the end; empty when nobody has said. */
  readonly publicUrl: string;
  readonly trustProxy: boolean | number | string;
}

const SECRET_NAMES = [
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
  'JWT_SECRET',
  'BOOTSTRAP_ADMIN_PASSWORD',
  'CREDENTIALS_ENCRYPTION_KEY',
  'CREDENTIALS_ENCRYPTION_KEYS',
  'INTEGRATION_ENCRYPTION_KEY',
  'ENCRYPTION_KEY',
  'METRICS_TOKEN',
  'SMTP_PASS',
  'SLACK_WEBHOOK_URL',
] as const;

/** What tenants may have us contact. */
export function egressOptionsOf({ production, vendorAllowedHosts: allowedHosts }: Config): { readonly production: boolean; readonly allowedHosts: readonly string[] } {
  return { production, allowedHosts };
}

type SecretName = (typeof SECRET_NAMES)[number];
type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the environment, in one message. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads and checks the environment. Throws `ConfigError` with all problems at once. */
export function readConfig(environment: Environment = process.env): Config {
  const files = withFiles(environment);
  const { settings, errors } = checkSettings(files.values);
  const production = settings.NODE_ENV === 'production';
  const vendorBaseUrls = apiUrlsOf(files.values);
  const ring = readKeyRing(settings);
  const problems = [...files.errors, ...errors, ...ring.errors];
  if (production) problems.push(...productionRefusals(settings, vendorBaseUrls));
  if (problems.length > 0) throw new ConfigError(problems);
  const dataDir = path.resolve(settings.DATA_DIR);
  const { keyRing, jwtSecret } = secretsOf(settings, ring.ring, dataDir);
  return {
    production,
    settings: withoutSecrets(settings),
    host: settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl: secretOf(settings.DATABASE_URL),
    migrationUrl: secretOf(settings.DATABASE_MIGRATION_URL ?? settings.DATABASE_URL),
    dataDir,
    demo: !production && (settings.DEMO ?? isUnconfigured(settings)),
    jwtSecret,
    jwksUrl: settings.JWT_JWKS_URL === undefined ? undefined : new URL(settings.JWT_JWKS_URL),
    keyRing,
    bootstrapAdmin: bootstrapOf(settings),
    metricsToken: secretOf(settings.METRICS_TOKEN),
    smtp: smtpOf(settings),
    slackWebhookUrl: secretOf(settings.SLACK_WEBHOOK_URL),
    slackAllowedHosts: listOf(settings.SLACK_ALLOWED_HOSTS),
    vendorBaseUrls,
    vendorAllowedHosts: listOf(settings.VENDOR_ALLOWED_HOSTS),
    corsOrigins: listOf(settings.CORS_ORIGINS),
    publicUrl: (settings.PUBLIC_URL ?? '').replace(/\/+$/, ''),
    trustProxy: trustOf(settings.TRUST_PROXY),
  };
}

/** The secrets as set; outside production, made where none are. Production without them was refused before. */
function secretsOf(settings: Settings, ring: KeyRing | undefined, dataDir: string): Pick<Config, 'keyRing' | 'jwtSecret'> {
  const needed = { jwt: settings.JWT_SECRET === undefined && settings.JWT_JWKS_URL === undefined, key: ring === undefined };
  const made = settings.NODE_ENV === 'production' ? undefined : developmentSecrets(dataDir, needed);
  const keyRing = ring ?? made?.keyRing;
  if (keyRing === undefined) throw new ConfigError(['CREDENTIALS_ENCRYPTION_KEYS is missing.']);
  // With an identity provider no token is signed here, and none of ours is accepted.
  const jwtSecret = settings.JWT_SECRET === undefined ? (made?.jwtSecret ?? new Secret('')) : new Secret(settings.JWT_SECRET);
  return { keyRing, jwtSecret };
}

/** What may be passed around and shown: secrets are only in their wrapped fields. */
function withoutSecrets(settings: Settings): Omit<Settings, SecretName> {
  const secret: readonly string[] = SECRET_NAMES;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secret.includes(name))) as Omit<Settings, SecretName>;
}

/** Values as set, empty ones left out, and each secret also from the file that `<NAME>_FILE` names. */
function withFiles(environment: Environment): { values: Record<string, string>; errors: readonly string[] } {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  const values = Object.fromEntries(set.filter(([name]) => SETTING_NAMES.includes(name) || name.endsWith('_API_URL')));
  const errors: string[] = [];
  for (const name of SECRET_NAMES) {
    const file = environment[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    if (name in values) errors.push(`${name} and ${name}_FILE are both set; keep one.`);
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      errors.push(`${name}_FILE: the file cannot be read.`);
    }
  }
  return { values, errors };
}

function apiUrlsOf(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith('_API_URL')));
}

function isUnconfigured(settings: Settings): boolean {
  return settings.NODE_ENV === 'development' && settings.DATABASE_URL === undefined && settings.BOOTSTRAP_ADMIN_EMAIL === undefined;
}

function bootstrapOf({ BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password }: Settings): Config['bootstrapAdmin'] {
  return email === undefined || password === undefined ? undefined : { email, password: new Secret(password) };
}

function smtpOf({ SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASS: pass, SMTP_SECURE: secure, ALERT_FROM_EMAIL: from }: Settings): SmtpSettings {
  const login = { ...(user !== undefined && { user }), ...(pass !== undefined && { pass: new Secret(pass) }) };
  return { host, port, ...login, secure: secure ?? port === 465, from };
}

const secretOf = (value: string | undefined): Secret<string> | undefined => (value === undefined ? undefined : new Secret(value));
const listOf = (text: string): readonly string[] => text.split(',').map((item) => item.trim()).filter((item) => item !== '');

/** `true`, `false`, a number of proxies, or addresses as Express takes them. */
function trustOf(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}
