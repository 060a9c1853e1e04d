import { createHash } from 'node:crypto';
import { SCRIPT } from './html-script.ts';
import { STYLE } from './html-style.ts';
import { html, type Markup } from './markup.ts';

/** Everything of a page before its own content. `more` is style that only some pages need. */
export function opening(marking: string, title: string, more: Markup = html``): Markup {
  const style = { markup: STYLE.markup + more.markup };
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest(style)}'; script-src '${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${marking}: ${title}</title><style>${style}</style></head>
<body><a class="skip" href="#main">Skip to main content</a><div class="sheet"><header class="marking">${marking}</header>
<main id="main">`;
}

/** The end of a page: the marking again, then the script, which may only be this one. */
export function closing(marking: string): Markup {
  return html`</main><footer class="marking">${marking}</footer></div><script>${SCRIPT}</script></body></html>
`;
}

/** What a content security policy knows a style or script by. */
const digest = ({ markup }: Markup): Markup => ({ markup: `sha256-${createHash('sha256').update(markup).digest('base64')}` });
