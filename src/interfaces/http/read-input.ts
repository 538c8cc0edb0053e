import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type Joi from 'joi';
import type { FieldViolation } from '../../domain/shared/domain-error.js';
import { HttpError, validationError } from './problem.js';

const MAX_DEPTH = 32;
/** What was signed are the bytes that came, so nothing is unpacked. */
const takeBytes: RequestHandler = express.raw({ limit: '1mb', type: () => true, inflate: false });

/** Checks a path, query or body part against its schema. Only parts of the URL are converted from text. */
export function check<Value>(schema: Joi.ObjectSchema<Value>, input: unknown, where: 'params' | 'query' | 'body'): Value {
  // Only a body can be missing. Each `required()` makes a new schema.
  const expected = where === 'body' ? schema.required() : schema;
  const checked: { readonly error?: Joi.ValidationError | undefined; readonly value: unknown } = expected.validate(input, {
    convert: where !== 'body',
    abortEarly: false,
  });
  if (checked.error !== undefined) throw validationError(checked.error.details.map((detail) => violationOf(detail, where)));
  return checked.value as Value;
}

/** Codes and paths only: Joi's messages may echo values. */
function violationOf({ path, type, context }: Joi.ValidationErrorItem, where: 'params' | 'query' | 'body'): FieldViolation {
  const steps = path.map((step) => String(step).slice(0, 100).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
  const pointer = (where === 'body' ? '' : `#${where}`) + steps.map((step) => `/${step}`).join('');
  return { pointer, code: type, detail: explain(type, context) };
}

const UNREADABLE = 'Must be a text that is not blank and holds no NUL.';
const RULES: ReadonlyMap<string, string> = new Map([
  ['any.required', 'This field is required.'],
  ['object.unknown', 'This field is not known here.'],
  ['string.empty', UNREADABLE],
  ['string.unreadable', UNREADABLE],
  ['string.pattern.base', 'Does not have the form this field needs.'],
  ['time.format', 'Must be an RFC 3339 time with its zone, for example 2026-03-08T12:00:00Z.'],
  ['number.plain', 'Must be a plain decimal, for example -96.8, with at most 30 places.'],
  ['number.integer', 'Must be a whole number.'],
  ['number.infinity', 'Is out of range.'],
  ['number.unsafe', 'Is out of range.'],
]);

function explain(type: string, context: Joi.Context | undefined): string {
  const rule = RULES.get(type);
  if (rule !== undefined) return rule;
  if (type === 'any.only') return `Must be one of: ${optionsOf(context)}.`;
  if (type.endsWith('.min')) return explainLimit(type, 'at least', context?.limit);
  if (type.endsWith('.max')) return explainLimit(type, 'at most', context?.limit);
  if (type.endsWith('.base')) return `Must be of type ${type.slice(0, -'.base'.length)}.`;
  return 'Is not valid here.';
}

/** What is counted depends on the kind of value. */
function explainLimit(type: string, bound: string, given: unknown): string {
  const limit = typeof given === 'number' || typeof given === 'string' ? String(given) : '';
  if (type.startsWith('array.')) return `Must hold ${bound} ${limit} items.`;
  if (type.startsWith('object.')) return `Must hold ${bound} ${limit} field${limit === '1' ? '' : 's'}.`;
  if (type.startsWith('string.')) return `Must be ${bound} ${limit} characters long.`;
  return `Must be ${bound} ${limit}.`;
}

function optionsOf(context: Joi.Context | undefined): string {
  const valids: unknown = context?.valids;
  return Array.isArray(valids) ? valids.filter((valid) => valid !== null).map(String).join(', ') : '';
}

/** Parses a JSON body and refuses what no handler should ever see. */
export async function readBody(parse: RequestHandler, request: Request, response: Response): Promise<unknown> {
  if (request.is('application/json') === false) {
    throw new HttpError('unsupported-media-type', 'Send the body with Content-Type: application/json.');
  }
  await take(parse, request, response, JSON_BODY);
  const body: unknown = request.body;
  refuseStrange(body, 1);
  return body;
}

/** The bytes of a body, whatever their type; none are an empty array. */
export async function readRawBody(request: Request, response: Response): Promise<Uint8Array> {
  await take(takeBytes, request, response, RAW_BODY);
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array();
}

interface BodyWords {
  readonly tooLarge: string;
  readonly encoding: string;
}

const JSON_BODY: BodyWords = { tooLarge: 'The body is bigger than 100 kB.', encoding: 'Send the body as UTF-8, uncompressed or with gzip.' };
const RAW_BODY: BodyWords = { tooLarge: 'The body is bigger than 1 MB.', encoding: 'Send the body uncompressed.' };

function take(parse: RequestHandler, request: Request, response: Response, words: BodyWords): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(bodyError(error, words));
    });
  });
}

/** The parser's own errors carry the raw body; only their type is looked at. */
function bodyError(error: unknown, words: BodyWords): Error {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  if (type === 'entity.too.large') return new HttpError('payload-too-large', words.tooLarge);
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new HttpError('unsupported-media-type', words.encoding);
  }
  return new HttpError('malformed-json', 'The body is not valid JSON.');
}

function refuseStrange(value: unknown, depth: number): void {
  if (typeof value === 'string') return refuseText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw new HttpError('malformed-json', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') throw new HttpError('malformed-json', 'The body holds a key that is not allowed: __proto__.');
    refuseText(key);
    refuseStrange(inner, depth + 1);
  }
}

function refuseText(value: string): void {
  if (value.includes('\0') || !value.isWellFormed()) {
    throw new HttpError('malformed-json', 'A text in the body holds NUL or half a character.');
  }
}
