/** The bar's looks; every class begins with `well-`, so that a page keeps its own. */
export const STYLE = `
.well-bar, .well-bar * { box-sizing: border-box; margin: 0; font: inherit; color: inherit; letter-spacing: normal; text-transform: none; }
.well-bar { font: 14px/1.4 system-ui, sans-serif; color: #1f2933; background: #ffffff; text-align: left;
  border: 1px solid #cbd2d9; border-radius: 10px; padding: 12px 14px; box-shadow: 0 1px 3px #1f293322; }
.well-bar [hidden] { display: none; }
.well-head, .well-row, .well-group, .well-call { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.well-row { margin-top: 10px; }
.well-lamp { width: 14px; height: 14px; border-radius: 50%; background: #9aa5b1; }
.well-lamp[data-mode="Ready"] { background: #1f9d55; }
.well-lamp[data-mode="NotReady"] { background: #e6a100; }
.well-lamp[data-mode="WorkNotReady"] { background: #2f80ed; }
.well-lamp[data-mode="Allocated"] { background: #8e44ad; }
.well-bar .well-state { font-weight: 600; }
.well-bar .well-agent { color: #616e7c; margin-right: auto; }
.well-bar .well-field { height: 32px; padding: 0 8px; border: 1px solid #cbd2d9; border-radius: 6px; background: #ffffff; }
.well-bar input.well-field { width: 130px; }
.well-bar input.well-field::placeholder { color: #7b8794; }
.well-bar .well-button { height: 32px; padding: 0 12px; border: 1px solid #cbd2d9; border-radius: 6px; background: #f5f7fa;
  cursor: pointer; }
.well-bar .well-button:hover { background: #e4e7eb; }
.well-bar .well-button:disabled { color: #9aa5b1; background: #ffffff; border-color: #e4e7eb; cursor: default; }
.well-bar .well-button:enabled:is(#well-login, #well-dial, #well-answer) { color: #ffffff; background: #1f9d55; border-color: #1f9d55; }
.well-bar .well-button:enabled:is(#well-drop) { color: #ffffff; background: #d64545; border-color: #d64545; }
.well-bar :is(.well-button, .well-field):focus-visible { outline: 2px solid #2f80ed; outline-offset: 1px; }
.well-bar .well-calls { list-style: none; padding: 0; }
.well-bar .well-call { margin-top: 8px; padding: 6px 10px; border-left: 6px solid #9aa5b1; border-radius: 6px; background: #f5f7fa; }
.well-bar .well-call[data-phase="dialling"], .well-bar .well-call[data-phase="alerting"] { border-left-color: #2f80ed; background: #e8f1fd; }
.well-bar .well-call[data-phase="ringing"] { border-left-color: #e6a100; background: #fff5db; }
.well-bar .well-call[data-phase="connected"] { border-left-color: #1f9d55; background: #e3f6ea; }
.well-bar .well-call[data-phase="held"] { border-left-color: #9aa5b1; background: #eef1f4; }
.well-bar .well-far { font-weight: 600; }
.well-bar .well-phase { color: #52606d; margin-right: auto; }
.well-bar .well-length { font-variant-numeric: tabular-nums; }
.well-bar .well-problem { color: #b42318; margin-top: 8px; }
.well-bar .well-problem:empty { display: none; }
`;
