import type { FieldViolation } from '../shared/domain-error.js';
import { isMasked } from './masking.js';
import type { VendorField } from './vendor-description.js';

export type FormValues = Readonly<Record<string, unknown>>;

const MAX_TEXT = 2000;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+[^\s]*$/i;

/** Every way in which `values` do not fit a vendor's form. Details name fields and rules, never values. */
export function checkForm(fields: readonly VendorField[], values: FormValues, root: string): readonly FieldViolation[] {
  const known = new Map(fields.map((field) => [field.name, field]));
  const unknown = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => violation(root, name, 'unknown-field', `This vendor has no field "${shortened(name)}".`));
  return [...unknown, ...fields.flatMap((field) => checkField(field, values[field.name], root))];
}

/** At least one of the groups must be filled in whole, and none of them in part. */
export function checkAlternatives(groups: readonly (readonly string[])[], values: FormValues, root: string): readonly FieldViolation[] {
  const filled = groups.map((group) => group.filter((name) => !isBlank(values[name])));
  const partial = groups.flatMap((group, index) => (filled[index]?.length === 0 ? [] : group.filter((name) => isBlank(values[name]))));
  if (partial.length > 0) return partial.map((name) => violation(root, name, 'required', `${name} is required together with what you gave.`));
  if (groups.length === 0 || filled.some((group) => group.length > 0)) return [];
  const choices = groups.map((group) => group.join(' and ')).join(', or ');
  return groups.flat().map((name) => violation(root, name, 'one-of', `Give ${choices}.`));
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

function checkField(field: VendorField, value: unknown, root: string): readonly FieldViolation[] {
  const { name, label } = field;
  if (isBlank(value)) {
    return field.required ? [violation(root, name, 'required', `${label} is required.`)] : [];
  }
  const problem = field.type === 'number' ? numberProblem(value) : textProblem(field, value);
  return problem === undefined ? [] : [violation(root, name, problem.code, `${label} ${problem.text}`)];
}

interface Problem {
  readonly code: string;
  readonly text: string;
}

function numberProblem(value: unknown): Problem | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? undefined : { code: 'type', text: 'must be a number.' };
}

function textProblem(field: VendorField, value: unknown): Problem | undefined {
  if (typeof value === 'boolean' && field.options?.includes(String(value))) return undefined;
  if (typeof value !== 'string') return { code: 'type', text: field.options === undefined ? 'must be a text.' : oneOf(field.options) };
  if (value.trim() === '') return { code: 'required', text: 'is empty.' };
  if (value.length > MAX_TEXT) return { code: 'too-long', text: `is longer than ${MAX_TEXT} characters.` };
  if (!isPrintable(value)) return { code: 'control-character', text: 'holds a line break or a control character.' };
  return kindProblem(field, value);
}

function kindProblem({ type, chosenByPerson, options }: VendorField, value: string): Problem | undefined {
  if (chosenByPerson === true) return isMasked(value) ? { code: 'masked', text: 'is masked. Enter it again.' } : undefined;
  if (type === 'password' && /[^\x21-\x7e]/.test(value)) {
    return { code: 'not-visible-ascii', text: 'holds a blank or a character outside ASCII. Was it copied whole?' };
  }
  if (type === 'url' && !WEB_ADDRESS.test(value)) {
    return { code: 'not-a-url', text: 'must be a web address that starts with https:// or http://.' };
  }
  if (options !== undefined && !options.includes(value)) {
    return { code: 'not-an-option', text: oneOf(options) };
  }
  return undefined;
}

const oneOf = (options: readonly string[]): string => `must be one of ${options.join(', ')}.`;

function isPrintable(text: string): boolean {
  return ![...text].some((character) => character < ' ' || character === '\u007f') && text.isWellFormed();
}

/** Cut where half a character may be left over. */
const shortened = (name: string): string => name.slice(0, 50).toWellFormed();

function violation(root: string, name: string, code: string, detail: string): FieldViolation {
  const escaped = shortened(name).replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `${root}/${escaped}`, code, detail };
}
