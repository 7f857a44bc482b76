/** Sizes in px: a charity's page may have any size of letter at its root. Not printed: it is no part of that page. */
const STYLE = `
:host{all:initial!important;color-scheme:light dark}
*{box-sizing:border-box;font:600 17px/1.4 system-ui,sans-serif;color:inherit}
.open,.panel{position:fixed;z-index:2147483647;border:2px solid}
.open{right:16px;bottom:16px;max-width:90%;padding:11px 20px;border-radius:26px;background:#1c5d53;color:#fff}
.open.left{right:auto;left:16px}
:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
.panel{inset:0;display:flex;flex-direction:column;overflow:hidden;background:canvas;color:canvastext}
.panel[hidden]{display:none}
.bar{display:flex;align-items:center;justify-content:space-between;padding-left:16px}
.bar button{padding:9px;margin:2px}
iframe{flex:1;border:0}
@media(min-width:600px) and (min-height:480px){.panel{inset:auto 16px 16px auto;width:400px;height:min(720px,95vh);border-radius:9px}.panel.left{inset:auto auto 16px 16px}}
.panel.inline{position:static;width:auto;height:640px;max-height:90vh}
@media print{*{display:none!important}}
`;

/** Gives the shadow tree its style. Every host's policy allows a sheet made by script; a style element it may not. */
export function applyStyle(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
}
