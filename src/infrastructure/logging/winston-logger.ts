import { AsyncLocalStorage } from 'node:async_hooks';
import winston from 'winston';
import type { LogFields, Logger } from '../../application/shared/logger.js';
import type { RequestScope } from '../../application/shared/request-scope.js';
import { safeFields } from './safe-fields.js';

/** JSON lines on stdout. Every line inside a request carries its id. */
export class WinstonLogger implements Logger, RequestScope {
  readonly #requests = new AsyncLocalStorage<string>();

  constructor(private readonly winston: winston.Logger) {}

  static toStdout(level: string): WinstonLogger {
    const { combine, timestamp, json } = winston.format;
    const format = combine(timestamp(), json());
    const stdout = new winston.transports.Stream({ stream: process.stdout });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- winston's own transports are declared apart from the base class they extend
    return new WinstonLogger(winston.createLogger({ level, format, transports: [stdout] }));
  }

  run<Result>(requestId: string, work: () => Result): Result {
    return this.#requests.run(requestId, work);
  }

  debug(event: string, fields?: LogFields): void {
    this.write('debug', event, fields);
  }

  info(event: string, fields?: LogFields): void {
    this.write('info', event, fields);
  }

  warn(event: string, fields?: LogFields): void {
    this.write('warn', event, fields);
  }

  error(event: string, fields?: LogFields): void {
    this.write('error', event, fields);
  }

  /** Resolves when every line has left the process. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.winston.once('finish', resolve);
      this.winston.end();
    });
  }

  private write(level: string, event: string, fields: LogFields = {}): void {
    if (!this.winston.isLevelEnabled(level)) return;
    const requestId = this.#requests.getStore();
    this.winston.log({ level, message: event, ...(requestId !== undefined && { requestId }), ...safeFields(fields) });
  }
}
