const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const BROADCAST = /@(?=channel|here|everyone|group)/gi;
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Somebody's text as Slack wants it: `&`, `<` and `>` as entities, which are what its links, mentions and `<!channel>` are
 * made of; a plain `@here` gets an invisible gap. Marks of formatting stay as they are: Slack reads none in `plain_text`.
 *
 * @param longest of the result, counted as Slack does, in UTF-16 units; a character is never cut in two
 */
export function slackText(text: string, longest: number): string {
  let escaped = '';
  for (const character of text.replace(BROADCAST, `@${ZERO_WIDTH_SPACE}`)) {
    const next = ENTITIES[character] ?? character;
    if (escaped.length + next.length > longest) break;
    escaped += next;
  }
  return escaped;
}
