export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Structured logging. `event` is `<context>.<what-happened>` in kebab case, for example `hos.live-fetch-failed`.
 * ERROR means a person must act. Fields never carry secrets.
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
