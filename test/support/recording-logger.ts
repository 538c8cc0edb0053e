import type { LogFields, Logger } from '../../src/application/shared/logger.js';
import type { RequestScope } from '../../src/application/shared/request-scope.js';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

/** Keeps every line for assertions. */
export class RecordingLogger implements Logger, RequestScope {
  readonly lines: LogLine[] = [];

  run<Result>(_requestId: string, work: () => Result): Result {
    return work();
  }

  debug(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'debug', event, fields });
  }

  info(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'info', event, fields });
  }

  warn(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'warn', event, fields });
  }

  error(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'error', event, fields });
  }
}
