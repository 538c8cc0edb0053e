/** Controls, line separators, and the marks that turn the reading direction: with those a line can read as another one. */
const NOT_TEXT = String.raw`\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff`;
const GAPS = new RegExp(String.raw`[\s${NOT_TEXT}]+`, 'gu');
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const NOT_TEXT_IN_A_LINE = new RegExp(String.raw`(?!\n)[\t${NOT_TEXT}]+`, 'gu');

/** Somebody's text as one line without control characters, at most `longest` characters long. */
export function oneLine(text: string, longest: number): string {
  return cut(text.toWellFormed().replace(GAPS, ' ').trim(), longest);
}

/** Somebody's text with its line breaks as `\n` and no other control characters, at most `longest` characters long. */
export function paragraphs(text: string, longest: number): string {
  const lines = text.toWellFormed().replace(LINE_ENDS, '\n').replace(NOT_TEXT_IN_A_LINE, ' ');
  return cut(lines.replace(/ +\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim(), longest);
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('').trimEnd()}…`;
}
