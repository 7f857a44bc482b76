import { inkOn } from './ink.ts';

/** Sizes in px: a charity's page may have any size of letter at its root. Not printed: it is no part of that page. */
const STYLE = `\
:host{all:initial!important;color-scheme:light dark}\
*{box-sizing:border-box;font:600 17px/1.4 system-ui,sans-serif;color:inherit}\
.open,.panel{position:fixed;z-index:2147483647}\
.open,.bar{background:var(--c);color:var(--i)}\
.open,.bar button{border:2px solid;border-radius:26px}\
.open{right:16px;bottom:16px;max-width:90%;padding:11px 20px}\
.open.left{right:auto;left:16px}\
:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}\
.panel{inset:0;display:flex;flex-direction:column;overflow:hidden;background:canvas;color:canvastext}\
.panel[hidden]{display:none}\
.bar{display:flex;align-items:center;justify-content:space-between;padding:4px 4px 4px 16px}\
.bar button{padding:8px 16px;background:none}\
iframe{flex:1;border:0}\
@media(min-width:600px) and (min-height:480px){.panel{inset:auto 16px 16px auto;width:400px;height:min(720px,95vh);border:2px solid;border-radius:16px}.panel.left{right:auto;left:16px}}\
.panel.inline{position:static;width:auto;height:640px;max-height:90vh}\
@media print{*{display:none!important}}\
`;

/**
 * Gives the shadow tree of `host` its style, in this colour. Every host's policy allows a sheet made by script and
 * single properties; a style element it may not.
 */
export function applyStyle(host: HTMLElement, root: ShadowRoot, colour: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  // Always set, so that properties of these names on the charity's page do not come through.
  host.style.setProperty('--c', colour);
  host.style.setProperty('--i', inkOn(colour));
}
