/** The page's own style: light and dark by the reader's choice, black on white on paper. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--ink:#1b1f24;--dim:#59636e;--line:#d8dee4;--soft:#f6f8fa;--bad:#b42318;--badbg:#fdecea;--good:#1a7f37;--read:#8ba3c7;--change:#2f6fd0;--gone:#c4321f}
@media (prefers-color-scheme:dark){:root{--bg:#14171c;--ink:#e6e9ee;--dim:#9aa4b2;--line:#323a45;--soft:#1c2128;--bad:#ff8a7a;--badbg:#3a1d1a;--good:#5fcb7b;--read:#56698a;--change:#6ba4ff;--gone:#ff7b68}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.35rem;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:2.25rem 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
.dim{color:var(--dim)}
.verdict{border-left:4px solid var(--good);background:var(--soft);padding:.75rem 1rem;margin:1rem 0;overflow-wrap:anywhere}
.verdict.bad{border-color:var(--bad);background:var(--badbg)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:1rem 0}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.86rem}
th{text-align:left;font-weight:600;color:var(--dim);white-space:nowrap}
th,td{padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.t{white-space:nowrap;font-variant-numeric:tabular-nums}
td.w{overflow-wrap:anywhere;min-width:9rem}
.flag{color:var(--bad);font-weight:600}.normal{color:var(--good)}
ol{padding-left:1.4rem}li{margin:.5rem 0;overflow-wrap:anywhere}
code{font:.84em/1.45 ui-monospace,monospace;overflow-wrap:anywhere}
li>code{display:block;background:var(--soft);padding:.4rem .6rem;margin-top:.2rem;border-radius:4px;white-space:pre-wrap}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--dim);font:11px system-ui,sans-serif}
.read{fill:var(--read)}.change{fill:var(--change)}.gone{fill:var(--gone)}.axis{stroke:var(--line)}
.key span{display:inline-block;width:.8em;height:.8em;margin:0 .35em 0 1em;vertical-align:-1px}
.key .read{background:var(--read)}.key .change{background:var(--change)}.key .gone{background:var(--gone)}
@media (max-width:36rem){svg[role=img] text{font-size:22px}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{:root{--bg:#fff;--ink:#000;--dim:#444;--line:#bbb;--soft:#f4f4f4;--bad:#a00;--badbg:#fff;--good:#060}body{font-size:11px}main{max-width:none;padding:0}h2,tr,li{break-inside:avoid}h2{break-after:avoid}.scroll{overflow:visible}}
`;
